package dev.wspec.report.autobahn;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.autobahn.Notes;
import dev.wspec.autobahn.Step;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.report.FrameOctets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transcript of a case in the rows of the original's wire log. Serves for one case. */
final class WireLog {

  /** Rows that are written; a flood is cut. */
  private static final int ROWS = 1000;

  /** Rows of a case that repeats one thing. */
  private static final int ROWS_OF_REPETITION = 40;

  private static final int OCTETS = 64;

  private final PlayedCase played;
  private final Deque<Step.Send> script = new ArrayDeque<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  WireLog(PlayedCase played) {
    this.played = played;
    for (Step step : played.asked().script()) {
      if (step instanceof Step.Send send) {
        script.add(send);
      }
    }
  }

  List<List<@Nullable Object>> rows() {
    int most = played.asked().isTimed() ? ROWS_OF_REPETITION : ROWS;
    for (Event event : played.transcript().main().events()) {
      if (rows.size() >= most) {
        add("WLM", false);
        break;
      }
      if (!played.asked().isFragmented() || !isFrame(event)) {
        add(event);
      }
    }
    return rows;
  }

  private static boolean isFrame(Event event) {
    return event instanceof Event.Sent || event instanceof Event.Received;
  }

  private void add(Event event) {
    if (event instanceof Event.Opened opened) {
      opening(opened.request(), opened.response());
    } else if (event instanceof Event.Refused refused) {
      opening(refused.request(), refused.response());
    } else if (event instanceof Event.Sent sent) {
      ScannedFrame f = sent.frame();
      add(
          "TF",
          Shown.both(f.payload()),
          f.opcode(),
          f.fin(),
          f.rsv(),
          mask(f),
          null,
          chop(f),
          false);
      add("TO", octets(f), false);
    } else if (event instanceof Event.Received received) {
      ScannedFrame f = received.frame();
      add("RO", octets(f));
      add("RF", Shown.both(f.payload()), f.opcode(), f.fin(), f.rsv(), f.masked(), mask(f));
    } else if (event instanceof Event.Malformed cut && !cut.sent()) {
      add(
          "RO",
          List.of(cut.octets().length(), Shown.hex(cut.octets().head(), cut.octets().length())));
    } else if (event instanceof Event.Note note) {
      timer(note.text());
    }
  }

  private void opening(RawRequest request, @Nullable RawResponse response) {
    head(request.head(), !played.weServe());
    if (response != null) {
      head(response.head(), played.weServe());
    }
  }

  private void head(String head, boolean ours) {
    byte[] octets = head.getBytes(ISO_8859_1);
    List<Object> shown = List.of(octets.length, Shown.hex(octets, octets.length));
    if (ours) {
      add("TO", shown, false);
    } else {
      add("RO", shown);
    }
  }

  private void timer(String note) {
    List<String> set = Notes.timer(note);
    if (!set.isEmpty()) {
      Number seconds = seconds(Long.parseLong(set.get(1)));
      if (set.get(0).equals("CT")) {
        add("CT", seconds, set.size() > 2 ? set.get(2) : null);
      } else {
        add(set.get(0), seconds);
      }
    } else if (note.equals(Notes.KILLED)) {
      add("KLE");
    } else if (note.equals(Notes.CLOSED)) {
      add("TIE");
    } else if (note.equals(Notes.GOES_ON)) {
      add("CTE", (Object) null);
    } else if (note.startsWith(Notes.outlived(""))) {
      add("CTE", note.substring(Notes.outlived("").length()));
    }
  }

  private static Number seconds(long millis) {
    if (millis % 1000 == 0) {
      return millis / 1000;
    }
    return millis / 1000.0;
  }

  private void add(String kind, @Nullable Object... cells) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(kind);
    row.addAll(Arrays.asList(cells));
    rows.add(row);
  }

  /** The size of the pieces in which a frame of the script is written; null if it is not cut. */
  private @Nullable Integer chop(ScannedFrame sent) {
    Step.Send next = script.peek();
    if (next == null
        || next.opcode() != sent.opcode()
        || next.payload().length() != sent.payload().length()) {
      return null;
    }
    script.remove();
    return next.writes() instanceof Segmentation.Pieces pieces ? pieces.size() : null;
  }

  private static @Nullable String mask(ScannedFrame frame) {
    return frame.masked() ? HexFormat.of().toHexDigits(frame.maskingKey()) : null;
  }

  /** The size of the whole frame and its first octets as they stood on the wire. */
  private static List<Object> octets(ScannedFrame frame) {
    byte[] header = FrameOctets.header(frame);
    byte[] payload = FrameOctets.payload(frame, OCTETS);
    byte[] all = Arrays.copyOf(header, header.length + payload.length);
    System.arraycopy(payload, 0, all, header.length, payload.length);
    long length = header.length + frame.payload().length();
    return List.of(length, Shown.hex(all, length));
  }
}
