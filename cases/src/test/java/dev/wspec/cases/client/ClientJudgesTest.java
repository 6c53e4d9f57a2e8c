package dev.wspec.cases.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.protocol.Role;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientJudgesTest {

  /** A client may object to parameters that it cannot use with 1010 (RFC 7692 §5.1). */
  @ParameterizedTest
  @CsvSource({
    "permessage-deflate; server_max_window_bits=9, 1010, HELD",
    "permessage-deflate; server_max_window_bits=9, 1002, TOLERABLE",
    "x-unknown, 1010, TOLERABLE"
  })
  void aCloseIsRightWhereParametersOfDeflateAreRefused(
      String extensions, int code, Finding finding) {
    TranscriptRecorder transcript = new TranscriptRecorder(SubjectRole.CLIENT, Set.of(), () -> 0);
    ConnectionRecorder record = transcript.connection(Role.SERVER);
    record.opened(
        RawRequest.get("/", List.of()),
        RawResponse.parse(
            "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Extensions: "
                + extensions
                + "\r\n\r\n",
            ""));
    byte[] close = RawFrame.close(code).toBytes(Role.CLIENT, new Random(1));
    record.received(close, 0, close.length);
    record.ended(How.EOF);
    assertThat(ClientJudges.failsTheHandshake().judge(transcript.transcript()).finding())
        .isEqualTo(finding);
  }
}
