package dev.wspec.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a recording, each put together from its segments: in order, once, whatever was
 * sent again or overtaken (RFC 9293 §3.10). Bounded in what it holds back for what is missing.
 */
public final class Recording {

  private static final int HELD_BACK = 4 << 20;

  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private final List<Flow> all = new ArrayList<>();
  private long now;

  private Recording() {}

  /** Whether the file looks like a recording. */
  public static boolean isRecording(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Packets.isRecording(in.readNBytes(4));
    }
  }

  /** The WebSocket connections in it, in the order in which they began. */
  public static List<Overheard> read(Path file) throws IOException {
    Recording recording = new Recording();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Packets.read(
          in,
          (nanos, link, octets) -> {
            recording.now = nanos;
            Segment.of(link, octets).ifPresent(recording::take);
          });
    }
    recording.all.forEach(flow -> flow.heard.left());
    return recording.all.stream().map(flow -> flow.heard).filter(Overheard::isWebSocket).toList();
  }

  private void take(Segment segment) {
    String forth = segment.from() + " " + segment.to();
    String back = segment.to() + " " + segment.from();
    if (segment.syn() && !segment.ack()) {
      Flow known = flows.get(forth);
      if (known == null || known.client.next != segment.sequence() + 1) {
        Flow flow = new Flow();
        all.add(flow);
        flows.put(forth, flow);
        flow.client.next = segment.sequence() + 1;
        flow.client.begun = true;
      }
      return;
    }
    if (flows.containsKey(forth)) {
      flows.get(forth).take(true, segment);
    } else if (flows.containsKey(back)) {
      flows.get(back).take(false, segment);
    }
    // A connection that had begun before the recording cannot be judged: its handshake is missing.
  }

  private final class Flow {
    private final Overheard heard = new Overheard(() -> now);
    private final Direction client = new Direction();
    private final Direction server = new Direction();

    void take(boolean fromClient, Segment segment) {
      Direction direction = fromClient ? client : server;
      if (segment.rst()) {
        heard.ended(fromClient, true);
        return;
      }
      if (segment.syn()) {
        direction.next = segment.sequence() + 1;
        direction.begun = true;
        return;
      }
      if (!direction.begun) {
        return;
      }
      direction.hold(segment);
      direction.deliver(fromClient, heard);
    }
  }

  /** The octets of one sender. */
  private static final class Direction {
    private final Map<Integer, Segment> held = new HashMap<>();
    private int next;
    private boolean begun;
    private int octets;

    void hold(Segment segment) {
      if (octets + segment.payload().length <= HELD_BACK
          && (segment.payload().length > 0 || segment.fin())) {
        Segment before = held.get(segment.sequence());
        if (before == null || before.payload().length < segment.payload().length) {
          octets += segment.payload().length - (before == null ? 0 : before.payload().length);
          held.put(segment.sequence(), segment);
        }
      }
    }

    void deliver(boolean fromClient, Overheard heard) {
      for (Segment due = due(); due != null; due = due()) {
        held.remove(due.sequence());
        octets -= due.payload().length;
        int known = next - due.sequence();
        if (known <= due.payload().length) {
          byte[] fresh = Arrays.copyOfRange(due.payload(), known, due.payload().length);
          next += fresh.length;
          if (fresh.length > 0) {
            heard.octets(fromClient, fresh);
          }
          if (due.fin()) {
            next++;
            heard.ended(fromClient, false);
          }
        }
      }
    }

    /** One that begins where we are, or before: sequence numbers go round. */
    private @Nullable Segment due() {
      Segment exact = held.get(next);
      if (exact != null) {
        return exact;
      }
      for (Segment segment : held.values()) {
        if (segment.sequence() - next < 0) {
          return segment;
        }
      }
      return null;
    }
  }
}
