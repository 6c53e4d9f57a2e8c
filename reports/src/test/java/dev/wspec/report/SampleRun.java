package dev.wspec.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A run against a server that does many things wrong and sends hostile octets. */
final class SampleRun {

  /** What a hostile server might put wherever it can. */
  static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>\u001b[31m\"'&${7*7}<#list>";

  static final Set<Capability> CAPABILITIES = EnumSet.of(Capability.ECHO, Capability.DEFLATE);

  private static final Map<String, String> ACCEPTED =
      Map.of(
          "6455-5.2-01", "the same message",
          "6455-5.1-03", "a Close with code 1002, or a TCP close",
          "6455-5.1-05", "frames without masking key",
          "6455-5.5-02", "a Close frame of at most 125 octets",
          "6455-5.5-04", "a Close with code 1002, or a TCP close",
          "6455-8.1-03", "a Close with code 1007, or a TCP close");

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final int KEY = 0x37FA213D;

  private SampleRun() {}

  static RunReport report() {
    return of(cases());
  }

  static RunReport of(List<CaseResult> cases) {
    return of(cases, List.of("The server sends a greeting; it is left out of account."));
  }

  static RunReport of(List<CaseResult> cases, List<String> notes) {
    return new RunReport(
        new SuiteInfo("0.1.0", "5718432"),
        Instant.parse("2026-11-23T10:15:30Z"),
        Duration.ofMillis(1834),
        -42,
        new SubjectInfo(
            "ws://localhost:9001/echo", SubjectRole.SERVER, CAPABILITIES, "Sample/1.0 " + HOSTILE),
        new SelectionInfo(List.of("**"), List.of("volume/**"), 380),
        new Policy(false, FailOn.MUST, Duration.ofSeconds(5), 8, "known.txt"),
        RunReport.Ending.COMPLETE,
        notes,
        cases,
        List.of(
            new FactResult("close-code-on-bad-utf8", "Close code on invalid UTF-8", "1007"),
            new FactResult("reason", "Reason in its Close frames", HOSTILE)),
        RequirementResult.of(cases, REQUIREMENTS));
  }

  static List<CaseResult> cases() {
    return List.of(
        echo(),
        fragmentedPing(),
        refusedWithoutKey(),
        closeCodeOfBadUtf8(),
        deflateWindow(),
        hostileClose(),
        flakyMask(),
        largeMessage(),
        unjudged());
  }

  private static CaseResult echo() {
    return result(
            "framing/length/echo~size=5",
            "A text message of 5 octets comes back intact",
            Verdict.PASS,
            transcript(
                opened(),
                sent(3, ScannedFrame.TEXT, "Hello"),
                new Event.SentMessage(3_000_000, 0, message("Hello")),
                received(4, true, 0, ScannedFrame.TEXT, "Hello"),
                new Event.ReceivedMessage(4_000_000, 0, message("Hello")),
                sent(5, ScannedFrame.CLOSE, "\u0003\u00e8"),
                received(6, true, 0, ScannedFrame.CLOSE, "\u0003\u00e8"),
                new Event.Ended(7_000_000, 0, Event.Ended.How.EOF)),
            check(
                "6455-5.2-01",
                Finding.HELD,
                Verdict.PASS,
                "the text message of 5 octets came back"),
            check("6455-5.1-05", Finding.HELD, Verdict.PASS, "2 frames came unmasked"))
        .withStanding(Standing.NONE);
  }

  private static CaseResult fragmentedPing() {
    return result(
            "control/fragmented-ping",
            "A Ping split over two frames fails the connection",
            Verdict.FAIL,
            transcript(
                opened(),
                new Event.Sent(
                    2_900_000, 0, frame(false, 0, ScannedFrame.PING, true, octets("one"))),
                sent(3, ScannedFrame.CONTINUATION, "two"),
                received(4, true, 0, ScannedFrame.PONG, "one"),
                new Event.Fenced(300_000_000, 0, "c0ffee00"),
                sent(300, ScannedFrame.PING, "\u00c0\u00ff\u00ee\u0000"),
                received(301, true, 0, ScannedFrame.PONG, "\u00c0\u00ff\u00ee\u0000"),
                new Event.Note(301_100_000, 0, "the fence was answered, so the subject carries on"),
                new Event.Ended(301_200_000, 0, Event.Ended.How.LEFT)),
            check(
                "6455-5.5-04",
                Finding.BROKEN,
                Verdict.FAIL,
                "a Pong came back and the connection stayed open"),
            check("6455-5.1-05", Finding.HELD, Verdict.PASS, "2 frames came unmasked"))
        .withStanding(Standing.NEW);
  }

  private static CaseResult refusedWithoutKey() {
    RawRequest bent =
        request().without("Sec-WebSocket-Key").line("no field").segmented(Segmentation.pieces(7));
    RawResponse answer =
        RawResponse.parse(
            "HTTP/1.1 404 Not Found\r\nServer: " + HOSTILE + "\r\nContent-Length: 4\r\n\r\n",
            "<h1>\u0000\u00ff");
    return result(
            "handshake/request/key-missing",
            "An upgrade request without Sec-WebSocket-Key is refused",
            Verdict.NON_STRICT,
            transcript(
                new Event.Refused(1_500_000, 0, bent, answer, true),
                new Event.Ended(1_600_000, 0, Event.Ended.How.EOF),
                new Event.Refused(
                    2_000_000, 1, request().followedBy((byte) 0x81, (byte) 0), null, true),
                new Event.Ended(2_100_000, 1, Event.Ended.How.RESET)),
            new CheckResult(
                "6455-4.2.1-02",
                Finding.TOLERABLE,
                Verdict.NON_STRICT,
                "400 Bad Request, or another 4xx",
                "refused with 404 " + HOSTILE,
                "any 4xx refuses the connection"))
        .withStanding(Standing.EXPECTED);
  }

  private static CaseResult closeCodeOfBadUtf8() {
    return result(
        "text/utf8/close-code",
        "Invalid UTF-8 is answered with close code 1007",
        Verdict.INFORMATIONAL,
        transcript(
            opened(),
            new Event.Sent(
                3_000_000,
                0,
                frame(
                    true,
                    0,
                    ScannedFrame.TEXT,
                    true,
                    new byte[] {(byte) 0xCE, (byte) 0xBA, (byte) 0xED, (byte) 0xA0, (byte) 0x80})),
            received(4, true, 0, ScannedFrame.CLOSE, "\u0003\u00eabad \u00ff\u00fe text"),
            new Event.Malformed(
                4_500_000,
                0,
                false,
                Payload.whole(octets("\u0081\u00fe\u0000")),
                "a frame cut short after 3 octets"),
            new Event.Ended(5_000_000, 0, Event.Ended.How.RESET)),
        check(
            "6455-8.1-03",
            Finding.TOLERABLE,
            Verdict.INFORMATIONAL,
            "closed with 1002 protocol error"));
  }

  private static CaseResult deflateWindow() {
    return new CaseResult(
        new CaseId("deflate/window/server~bits=9"),
        "A window of 512 octets is kept to",
        Verdict.NOT_APPLICABLE,
        false,
        Standing.NONE,
        Duration.ZERO,
        List.of(),
        "the subject does not do this: negotiates server_max_window_bits",
        null,
        "wspec server ws://localhost:9001/echo --select 'deflate/window/server~bits=9'");
  }

  private static CaseResult hostileClose() {
    byte[] reason = octets("\u0003\u00f0" + HOSTILE.repeat(80));
    byte[] head = Arrays.copyOf(reason, Payload.KEPT);
    Payload payload =
        new Payload(
            reason.length,
            head,
            Arrays.copyOfRange(reason, reason.length - 64, reason.length),
            "ab".repeat(32));
    ScannedFrame close =
        new ScannedFrame(
            0,
            4,
            true,
            5,
            ScannedFrame.CLOSE,
            false,
            0,
            LengthForm.BITS_16,
            reason.length,
            payload);
    ScannedFrame endless =
        new ScannedFrame(
            9, 10, true, 0, 0xB, false, 0, LengthForm.BITS_64, -1, Payload.whole(octets("\u0000")));
    return result(
            "closing/reason/long",
            "A Close frame has at most 125 octets",
            Verdict.FAIL,
            transcript(
                opened(),
                new Event.HalfClosed(2_000_000, 0),
                new Event.Received(3_000_000, 0, close),
                new Event.Received(3_200_000, 0, endless),
                new Event.Ended(5_000_000_000L, 0, Event.Ended.How.DEADLINE)),
            check(
                "6455-5.5-02",
                Finding.BROKEN,
                Verdict.FAIL,
                "a Close frame of " + reason.length + " octets: " + HOSTILE.repeat(80)))
        .withStanding(Standing.WORSE);
  }

  private static CaseResult flakyMask() {
    CaseResult steady =
        result(
            "masking/unmasked-frame",
            "An unmasked frame from a client fails the connection",
            Verdict.PASS,
            transcript(
                opened(),
                new Event.Sent(2_000_000, 0, frame(true, 0, ScannedFrame.TEXT, false, octets("x"))),
                received(3, true, 0, ScannedFrame.CLOSE, "\u0003\u00ea"),
                new Event.Ended(4_000_000, 0, Event.Ended.How.EOF)),
            check("6455-5.1-03", Finding.HELD, Verdict.PASS, "closed with 1002 protocol error"));
    return new CaseResult(
        steady.id(),
        steady.title(),
        steady.verdict(),
        true,
        Standing.NONE,
        steady.duration(),
        steady.checks(),
        null,
        steady.transcript(),
        steady.rerun());
  }

  private static CaseResult largeMessage() {
    byte[] octets = new byte[Payload.KEPT];
    Arrays.fill(octets, (byte) '*');
    Payload payload = new Payload(1 << 20, octets, Arrays.copyOf(octets, 64), "0d".repeat(32));
    ScannedFrame frame =
        new ScannedFrame(
            0, 14, true, 4, ScannedFrame.BINARY, true, KEY, LengthForm.BITS_64, 1 << 20, payload);
    return result(
            "limits/message~size=1048576",
            "A message of 1 MiB comes back intact",
            Verdict.PASS,
            transcript(
                opened(),
                new Event.Sent(2_000_000, 0, frame),
                new Event.SentMessage(
                    2_000_000,
                    0,
                    new Message(ScannedFrame.BINARY, payload, 1, true, -1, "not deflate data")),
                new Event.Ended(8_000_000, 0, Event.Ended.How.LIMIT)),
            check("6455-5.2-01", Finding.HELD, Verdict.PASS, "it came back"))
        .withStanding(Standing.UNEXPECTED_PASS);
  }

  private static CaseResult unjudged() {
    return new CaseResult(
        new CaseId("liveness/after-garbage"),
        "Garbage on one connection leaves others alone",
        Verdict.ERROR,
        false,
        Standing.NEW,
        Duration.ofMillis(12),
        List.of(),
        "no local port was free: " + HOSTILE,
        null,
        "wspec server ws://localhost:9001/echo --select liveness/after-garbage");
  }

  static CaseResult result(
      String id,
      String title,
      Verdict verdict,
      @Nullable Transcript transcript,
      CheckResult... checks) {
    return new CaseResult(
        new CaseId(id),
        title,
        verdict,
        false,
        Standing.NONE,
        Duration.ofNanos(7_123_456),
        List.of(checks),
        null,
        transcript,
        "wspec server ws://localhost:9001/echo --seed -42 --select " + id);
  }

  static CheckResult check(String requirement, Finding finding, Verdict verdict, String observed) {
    return new CheckResult(
        requirement, finding, verdict, ACCEPTED.getOrDefault(requirement, ""), observed, null);
  }

  static Transcript transcript(Event... events) {
    return new Transcript(SubjectRole.SERVER, CAPABILITIES, List.of(events));
  }

  private static RawRequest request() {
    return RawRequest.get(
        "/echo?a=b",
        new ArrayList<>(
            List.of(
                new Field("Host", "localhost:9001"),
                new Field("Upgrade", "websocket"),
                new Field("Connection", "Upgrade"),
                new Field("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
                new Field("Sec-WebSocket-Version", "13"))));
  }

  static Event opened() {
    return new Event.Opened(
        1_234_567,
        0,
        request(),
        RawResponse.parse(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
            ""));
  }

  static Event sent(long millis, int opcode, String latin1) {
    return new Event.Sent(millis * 1_000_000, 0, frame(true, 0, opcode, true, octets(latin1)));
  }

  static Event received(long millis, boolean fin, int rsv, int opcode, String latin1) {
    return new Event.Received(
        millis * 1_000_000, 0, frame(fin, rsv, opcode, false, octets(latin1)));
  }

  private static ScannedFrame frame(
      boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {
    LengthForm form = LengthForm.minimal(payload.length);
    int header = (form == LengthForm.BITS_7 ? 2 : 4) + (masked ? 4 : 0);
    return new ScannedFrame(
        0,
        header,
        fin,
        rsv,
        opcode,
        masked,
        masked ? KEY : 0,
        form,
        payload.length,
        Payload.whole(payload));
  }

  private static Message message(String text) {
    return new Message(ScannedFrame.TEXT, Payload.whole(text.getBytes(UTF_8)), 1, false, -1, null);
  }

  private static byte[] octets(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }
}
