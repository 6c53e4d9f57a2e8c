package dev.wspec.autobahn;

import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.ConnectionRecorder;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.protocol.Role;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutobahnJudgeTest {

  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final TranscriptRecorder transcript =
      new TranscriptRecorder(SubjectRole.SERVER, Set.of(), () -> 0);
  private final ConnectionRecorder record = transcript.connection(Role.CLIENT);
  private final Random random = new Random(1);

  private AutobahnJudgeTest open() {
    return open(AcceptKey.answer(KEY));
  }

  private AutobahnJudgeTest open(String accept) {
    record.opened(
        RawRequest.get("/", List.of()).with("Sec-WebSocket-Key", KEY),
        RawResponse.parse(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept
                + "\r\n\r\n",
            ""));
    return this;
  }

  private AutobahnJudgeTest sent(RawFrame... frames) {
    for (RawFrame frame : frames) {
      byte[] octets = frame.toBytes(Role.CLIENT, random);
      record.sent(octets, 0, octets.length);
    }
    return this;
  }

  private AutobahnJudgeTest came(RawFrame... frames) {
    for (RawFrame frame : frames) {
      byte[] octets = frame.toBytes(Role.SERVER, random);
      record.received(octets, 0, octets.length);
    }
    return this;
  }

  private AutobahnJudgeTest closed() {
    sent(close(1000)).came(close(1000));
    record.ended(How.EOF);
    return this;
  }

  private AutobahnOutcome right(String id) {
    return judge(id, false, 0);
  }

  private AutobahnOutcome compatible(String id) {
    return judge(id, true, 0);
  }

  private AutobahnOutcome judge(String id, boolean compatible, int greetings) {
    return new AutobahnJudge(Requirements.load(), compatible)
        .judge(AutobahnCases.find(id).orElseThrow(), transcript.transcript(), greetings);
  }

  @Test
  void anEchoThatIsClosedProperlyPasses() {
    open().sent(text("")).came(text("")).closed();
    AutobahnOutcome outcome = right("1.1.1");
    assertThat(outcome.behavior()).isEqualTo(Behavior.OK);
    assertThat(outcome.behaviorClose()).isEqualTo(ClosingBehavior.OK);
    assertThat(outcome.remoteCloseCode()).isEqualTo(1000);
    assertThat(outcome.closing().byUs()).isTrue();
    assertThat(outcome.isBad()).isFalse();
  }

  @Test
  void anUnsolicitedPongFailsInTheOriginalOnly() {
    open().came(pong("heartbeat")).sent(text("")).came(text("")).closed();
    assertThat(right("1.1.1").behavior()).isEqualTo(Behavior.OK);
    assertThat(compatible("1.1.1").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aGreetingFailsInTheOriginalOnly() {
    open().came(text("hello")).sent(text("")).came(text("")).closed();
    assertThat(judge("1.1.1", false, 1).behavior()).isEqualTo(Behavior.OK);
    assertThat(judge("1.1.1", true, 1).behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void thePongForTheLastPingWillDo() {
    open();
    for (int i = 0; i < 10; i++) {
      sent(ping("payload-" + i));
    }
    came(pong("payload-9")).closed();
    assertThat(right("2.10").behavior()).isEqualTo(Behavior.OK);
    assertThat(compatible("2.10").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void pongsWithoutTheLastWillNotDo() {
    open();
    for (int i = 0; i < 10; i++) {
      sent(ping("payload-" + i));
    }
    came(pong("payload-0")).closed();
    assertThat(right("2.10").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aMaskedFrameFromAServerIsNamed() {
    open().sent(text("")).came(text("").masked()).closed();
    AutobahnOutcome outcome = right("1.1.1");
    assertThat(outcome.behavior()).isEqualTo(Behavior.FAILED);
    assertThat(outcome.result()).contains("6455-5.1-05");
  }

  @Test
  void aServerThatLetsAnInvalidFramePassFails() {
    open().sent(text("Hello, world!").rsv(1));
    record.note(Notes.KILLED);
    sent(close(1001)).came(close(1001));
    record.ended(How.EOF);
    AutobahnOutcome right = right("3.1");
    assertThat(right.behavior()).isEqualTo(Behavior.FAILED);
    assertThat(right.behaviorClose()).isEqualTo(ClosingBehavior.FAILED);
    // The original says that nothing was heard, as it should be, and blames the closing alone.
    assertThat(compatible("3.1").behavior()).isEqualTo(Behavior.OK);
    assertThat(compatible("3.1").behaviorClose()).isEqualTo(ClosingBehavior.FAILED);
  }

  @Test
  void aCloseThatOvertakesTheEchoIsNoFault() {
    open().sent(text("Hello, world!"), text("Hello, world!").rsv(2), ping(""));
    came(close(1002));
    record.ended(How.EOF);
    assertThat(right("3.2").behavior()).isEqualTo(Behavior.OK);
    assertThat(compatible("3.2").behavior()).isEqualTo(Behavior.NON_STRICT);
  }

  @Test
  void aBareEndOfTcpFailsAConnectionToo() {
    open().sent(text("Hello, world!").rsv(1));
    record.ended(How.EOF);
    assertThat(right("3.1").behavior()).isEqualTo(Behavior.OK);
    assertThat(right("3.1").behaviorClose()).isEqualTo(ClosingBehavior.OK);
  }

  @Test
  void anotherCodeThanAskedForIsTold() {
    open().sent(text("Hello, world!").rsv(1)).came(close(1011));
    record.ended(How.EOF);
    assertThat(right("3.1").behaviorClose()).isEqualTo(ClosingBehavior.WRONG_CODE);
  }

  @Test
  void whatTheRfcLeavesOpenMayBeAnsweredAsAnyClose() {
    open().sent(close(1004)).came(close(1004));
    record.ended(How.EOF);
    assertThat(right("7.9.3").behavior()).isEqualTo(Behavior.OK);
    assertThat(compatible("7.9.3").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aForbiddenCodeMustNotBeSentBack() {
    open().sent(close(1005)).came(close(1005));
    record.ended(How.EOF);
    assertThat(right("7.9.4").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aServerThatLeavesTcpOpenGetsOneVerdict() {
    open().sent(ping("")).came(pong("")).sent(close(1000)).came(close(1000));
    record.note(Notes.DROPPED);
    record.ended(How.LEFT);
    assertThat(right("2.1").behaviorClose()).isEqualTo(ClosingBehavior.FAILED_BY_CLIENT);
    assertThat(compatible("2.1").behaviorClose()).isEqualTo(ClosingBehavior.UNCLEAN);
  }

  @Test
  void aCloseThatIsNotAnsweredIsUnclean() {
    open().sent(text("")).came(text("")).sent(close(1000));
    record.note(Notes.DROPPED);
    record.ended(How.LEFT);
    assertThat(right("1.1.1").behaviorClose()).isEqualTo(ClosingBehavior.UNCLEAN);
    assertThat(right("1.1.1").closing().handshakeTimeout()).isTrue();
  }

  @Test
  void aWrongAcceptIsNoOpening() {
    open("AAAAAAAAAAAAAAAAAAAAAAAAAAA=").sent(text("")).came(text("")).closed();
    AutobahnOutcome outcome = right("1.1.1");
    assertThat(outcome.opened()).isFalse();
    assertThat(outcome.behavior()).isEqualTo(Behavior.FAILED);
    assertThat(outcome.behaviorClose()).isEqualTo(ClosingBehavior.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7.1.6", "7.13.1", "7.13.2"})
  void someAreOnlyTold(String id) {
    open().closed();
    assertThat(right(id).behavior()).isEqualTo(Behavior.INFORMATIONAL);
    assertThat(right(id).behaviorClose()).isEqualTo(ClosingBehavior.INFORMATIONAL);
  }

  @Test
  void anExtensionThatIsNotAgreedToIsUnimplemented() {
    open();
    record.note(Notes.NOT_NEGOTIATED);
    closed();
    assertThat(right("12.1.1").behavior()).isEqualTo(Behavior.UNIMPLEMENTED);
    assertThat(right("12.1.1").behaviorClose()).isEqualTo(ClosingBehavior.OK);
  }

  @Test
  void aCloseAmidAMessageMayBeAnsweredWithAnyCode() {
    open().sent(text("fragment1").notFinal(), close(1000)).came(close(1002));
    record.ended(How.EOF);
    assertThat(right("7.1.5").behavior()).isEqualTo(Behavior.NON_STRICT);
    assertThat(compatible("7.1.5").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aCloseWithReservedBitsIsBaitAndBeginsNoClosing() {
    open().sent(close().rsv(7)).came(close(1002));
    record.ended(How.EOF);
    assertThat(right("3.7").behaviorClose()).isEqualTo(ClosingBehavior.OK);
  }

  @Test
  void aLimitThatIsNamedIsNoFault() {
    open().sent(text("much")).came(close(1009));
    record.note("0 " + Notes.WRONG_ECHO);
    record.ended(How.EOF);
    assertThat(right("9.1.6").behavior()).isEqualTo(Behavior.NON_STRICT);
    assertThat(right("9.1.6").behaviorClose()).isEqualTo(ClosingBehavior.OK);
    assertThat(compatible("9.1.6").behavior()).isEqualTo(Behavior.FAILED);
  }

  @Test
  void aLargeMessageThatIsDroppedInSilenceIsAFault() {
    open().sent(text("much")).came(close(1000));
    record.note("0 " + Notes.WRONG_ECHO);
    record.ended(How.EOF);
    assertThat(right("9.1.6").behavior()).isEqualTo(Behavior.FAILED);
  }
}
