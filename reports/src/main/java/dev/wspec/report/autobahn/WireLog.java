package dev.wspec.report.autobahn;

import dev.wspec.autobahn.Notes;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import dev.wspec.report.FrameOctets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transcript in the rows of the original's wire log. */
final class WireLog {

  /** Rows that are written; a flood is cut. */
  private static final int ROWS = 1000;

  private static final int OCTETS = 64;

  private WireLog() {}

  static List<List<@Nullable Object>> rows(Transcript transcript) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Event event : transcript.main().events()) {
      if (rows.size() >= ROWS) {
        rows.add(row("WLM", false));
        break;
      }
      add(event, rows);
    }
    return rows;
  }

  private static void add(Event event, List<List<@Nullable Object>> rows) {
    if (event instanceof Event.Sent sent) {
      ScannedFrame f = sent.frame();
      rows.add(
          row(
              "TF",
              Shown.both(f.payload()),
              f.opcode(),
              f.fin(),
              f.rsv(),
              mask(f),
              null,
              null,
              false));
      rows.add(row("TO", octets(f), false));
    } else if (event instanceof Event.Received received) {
      ScannedFrame f = received.frame();
      rows.add(row("RO", octets(f)));
      rows.add(
          row("RF", Shown.both(f.payload()), f.opcode(), f.fin(), f.rsv(), f.masked(), mask(f)));
    } else if (event instanceof Event.Malformed cut && !cut.sent()) {
      rows.add(
          row(
              "RO",
              List.of(
                  cut.octets().length(), Shown.hex(cut.octets().head(), cut.octets().length()))));
    } else if (event instanceof Event.Note note) {
      timer(note.text(), rows);
    }
  }

  private static void timer(String note, List<List<@Nullable Object>> rows) {
    if (note.equals(Notes.KILLED)) {
      rows.add(row("KLE"));
    } else if (note.equals(Notes.CLOSED)) {
      rows.add(row("TIE"));
    } else if (note.startsWith(Notes.outlived(""))) {
      rows.add(row("CTE", note.substring(Notes.outlived("").length())));
    }
  }

  private static List<@Nullable Object> row(@Nullable Object... cells) {
    return Arrays.asList(cells);
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
