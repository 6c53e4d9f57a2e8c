package dev.wspec.fuzz;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import java.util.Set;

/** What a parser is fed and what it makes of that, in words and as a report shows it. */
final class Feeding {
  private final TranscriptRecorder recorder;
  private final ConnectionRecorder connection;
  private final Capture capture = new Capture();
  private final StringBuilder delivered = new StringBuilder();
  private String end = "";

  /**
   * @param self the end that the parser is at
   * @param deflate whether permessage-deflate is agreed
   */
  Feeding(Role self, boolean deflate) {
    recorder = new TranscriptRecorder(SubjectRole.of(self), Set.of(), System::nanoTime);
    connection = recorder.connection(self.peer());
    if (deflate) {
      connection.note("permessage-deflate is agreed on");
    }
  }

  /** These octets are what the parser gets next. */
  void feeds(byte[] octets, int from, int to) {
    connection.sent(octets, from, to);
    capture.sent(octets, from, to);
    connection.note(
        "the parser is fed "
            + (to - from == 1 ? "one octet" : to - from + " octets")
            + (connection.sentAmidFrame() ? ", which end amid a frame" : ""));
  }

  void delivers(String words) {
    delivered.append(delivered.isEmpty() ? "" : ", ").append(words);
    connection.note("it delivers " + words);
  }

  /**
   * @param how in words that go on from what was delivered: "then …" or "and …"
   */
  void ends(String how) {
    end = how;
    connection.note(how.substring(how.indexOf(' ') + 1));
  }

  /** What came out, and then. */
  String observed() {
    return (delivered.isEmpty() ? "nothing is delivered" : delivered.toString()) + ", " + end;
  }

  Transcript transcript() {
    return recorder.transcript();
  }

  Capture capture() {
    return capture;
  }
}
