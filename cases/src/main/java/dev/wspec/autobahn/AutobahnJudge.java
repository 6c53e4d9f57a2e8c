package dev.wspec.autobahn;

import dev.wspec.conformance.Check;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.WireInvariants;
import dev.wspec.handshake.AcceptKey;
import java.util.List;
import java.util.Optional;

/**
 * Puts a transcript into the original's words. By default it says what RFC 6455 says; with {@code
 * compatible} it follows the original's rules where they differ. Pure.
 */
public final class AutobahnJudge {

  private static final String ALL_CAME = "Ok, received all echo'ed messages in time.";

  private final Requirements requirements;
  private final boolean compatible;

  /**
   * @param compatible whether to judge as the original does, right or wrong
   */
  public AutobahnJudge(Requirements requirements, boolean compatible) {
    this.requirements = requirements;
    this.compatible = compatible;
  }

  /**
   * Judges one conversation.
   *
   * @param greetings how many messages the peer sends unasked when a connection opens
   */
  public AutobahnOutcome judge(AutobahnCase asked, Transcript transcript, int greetings) {
    Conversation c = transcript.main();
    Closing closing = Closing.of(c);
    List<Heard.Fact> heard = Expectations.heard(c);
    if (c.opened().isEmpty() || !agreed(c.opened().get())) {
      return new AutobahnOutcome(
          Behavior.FAILED,
          ClosingBehavior.FAILED,
          "The opening handshake was not completed" + refusal(c) + ".",
          "The opening handshake was not completed, so there was nothing to close.",
          heard,
          closing,
          false);
    }
    Answer told = told(asked, c, heard, greetings);
    EndOfTalk end = end(asked, c, closing);
    if (!compatible && isLimit(asked, closing) && told.behavior == Behavior.FAILED) {
      String why =
          "The peer takes no message of this size or in so many frames and says so with "
              + closing.remoteCode()
              + ", which RFC 6455 section 10.4 allows.";
      told = new Answer(Behavior.NON_STRICT, why);
      end = new EndOfTalk(ClosingBehavior.OK, why, false);
    }
    if (asked.fatal().contains(AutobahnCase.Fatal.INFORMATIONAL)) {
      return new AutobahnOutcome(
          Behavior.INFORMATIONAL,
          ClosingBehavior.INFORMATIONAL,
          "Actual events are undefined by the spec.",
          end.result,
          heard,
          closing,
          true);
    }
    if (end.fatal && told.behavior != Behavior.FAILED) {
      told =
          new Answer(isOnlyUnusual(asked, end) ? Behavior.NON_STRICT : Behavior.FAILED, end.result);
    }
    if (!compatible && told.behavior != Behavior.FAILED) {
      Optional<String> breach = breach(transcript);
      if (breach.isPresent()) {
        told = new Answer(Behavior.FAILED, breach.get());
      }
    }
    return new AutobahnOutcome(
        told.behavior, end.behavior, told.result, end.result, heard, closing, true);
  }

  /** Whether a peer refuses what is large, and says so. */
  private static boolean isLimit(AutobahnCase asked, Closing closing) {
    Integer code = closing.remoteCode();
    return asked.ok() == null && !closing.byUs() && code != null && (code == 1008 || code == 1009);
  }

  /**
   * A Close may be answered with any code that can be sent, amid a message too; that the answer
   * echoes the code is only typical (RFC 6455 §5.5.1).
   */
  private boolean isOnlyUnusual(AutobahnCase asked, EndOfTalk end) {
    return !compatible
        && end.behavior == ClosingBehavior.WRONG_CODE
        && asked.id().subgroup().equals("7.1");
  }

  /** Whether the fuzzer has heard all that it hopes for and goes on to close. */
  public boolean isSatisfied(AutobahnCase asked, Transcript transcript, int greetings) {
    Conversation c = transcript.main();
    List<Heard.Fact> heard = Expectations.heard(c);
    // Every list has to match, so a case that would do with less never closes by itself.
    return asked.ok() != null
        && asked.closesFirst()
        && !asked.closesItself()
        && matches(asked.ok(), heard, c, greetings)
        && (asked.nonStrict() == null || matches(asked.nonStrict(), heard, c, greetings));
  }

  private record Answer(Behavior behavior, String result) {}

  private record EndOfTalk(ClosingBehavior behavior, String result, boolean fatal) {}

  private boolean matches(
      List<Heard> hoped, List<Heard.Fact> heard, Conversation c, int greetings) {
    return Expectations.exactly(hoped, heard)
        || (!compatible
            && Expectations.asGood(hoped, Expectations.withoutUnasked(heard, c, greetings)));
  }

  private Answer told(AutobahnCase asked, Conversation c, List<Heard.Fact> heard, int greetings) {
    if (has(c, Notes.NOT_NEGOTIATED)) {
      return new Answer(
          Behavior.UNIMPLEMENTED,
          "The peer does not implement, or did not agree to, the extension.");
    }
    if (asked.ok() == null) {
      return echoes(asked, c);
    }
    if (matches(asked.ok(), heard, c, greetings)) {
      return new Answer(Behavior.OK, "Actual events match at least one expected.");
    }
    if (asked.nonStrict() != null && matches(asked.nonStrict(), heard, c, greetings)) {
      return nonStrict(asked);
    }
    return new Answer(Behavior.FAILED, "Actual events differ from any expected.");
  }

  /**
   * An echo that a Close overtakes is no fault: who fails a connection need not send what is
   * waiting (RFC 6455 §7.1.7). Bad UTF-8 that is noticed late is.
   */
  private Answer nonStrict(AutobahnCase asked) {
    boolean overtaken = asked.nonStrict() != null && asked.nonStrict().isEmpty();
    return new Answer(
        !compatible && overtaken ? Behavior.OK : Behavior.NON_STRICT,
        "Actual events match at least one expected.");
  }

  private static Answer echoes(AutobahnCase asked, Conversation c) {
    if (has(c, Notes.RIGHT_ECHOES)) {
      return new Answer(Behavior.OK, asked.single().map(AutobahnJudge::came).orElse(ALL_CAME));
    }
    return new Answer(
        Behavior.FAILED,
        note(c, Notes.WRONG_ECHO).orElse("Did not receive all echo'ed messages in time") + ".");
  }

  private static String came(Step.Whole message) {
    return "Received %s message of length %d."
        .formatted(message.opcode() == 1 ? "text" : "binary", message.payload().length());
  }

  private EndOfTalk end(AutobahnCase asked, Conversation c, Closing closing) {
    boolean byUs = closing.byUs() || (compatible && brokeFraming(c));
    if (byUs != asked.closesFirst()) {
      return new EndOfTalk(
          ClosingBehavior.FAILED,
          "The connection was failed by the wrong endpoint",
          asked.fatal().contains(AutobahnCase.Fatal.CLOSER)
              || (!compatible && !asked.closesFirst()));
    }
    if (asked.clean() && !(closing.clean() && !(compatible && closing.dropTimeout()))) {
      return new EndOfTalk(
          ClosingBehavior.UNCLEAN,
          "The spec requires the connection to be failed cleanly here",
          false);
    }
    Integer code = closing.remoteCode();
    if (code != null && !accepts(asked, c, code)) {
      return new EndOfTalk(
          ClosingBehavior.WRONG_CODE,
          "The close code should have been "
              + String.join(" or ", asked.codes().stream().map(String::valueOf).toList())
              + " or empty",
          asked.fatal().contains(AutobahnCase.Fatal.CODE));
    }
    if (closing.dropTimeout() && c.subject() == SubjectRole.SERVER) {
      return new EndOfTalk(
          ClosingBehavior.FAILED_BY_CLIENT,
          "It is preferred that the server close the TCP connection",
          false);
    }
    return new EndOfTalk(ClosingBehavior.OK, "Connection was properly closed", false);
  }

  private boolean accepts(AutobahnCase asked, Conversation c, int code) {
    return asked.codes().contains(code)
        || (!compatible && c.closeSent().map(f -> mayAnswer(f.closeCode(), code, c)).orElse(false));
  }

  /**
   * RFC 6455 says nothing on what to do about a code that is reserved, not registered or out of
   * range but not forbidden: such a Close may be answered as any other, or refused.
   */
  private static boolean mayAnswer(int sent, int answer, Conversation c) {
    boolean open = sent == 1004 || (sent >= 1016 && sent <= 2999) || sent >= 5000;
    if (open) {
      return answer == 1000 || answer == sent || answer == 1002;
    }
    // A client that finds a server using 1010, which is for clients only, may object (§7.4.1).
    return sent == 1010 && c.subject() == SubjectRole.CLIENT && answer == 1002;
  }

  /** The first thing that no peer may send, in a sentence. */
  private Optional<String> breach(Transcript transcript) {
    for (Check check : WireInvariants.checks()) {
      Opinion opinion = check.judge().judge(transcript);
      Verdict verdict =
          Verdict.of(opinion.finding(), requirements.get(check.requirement()).level(), false);
      if (verdict == Verdict.FAIL) {
        return Optional.of(opinion.observed() + " (" + check.requirement() + ")");
      }
    }
    return Optional.empty();
  }

  /** The original's parser would have failed the connection. */
  private boolean brokeFraming(Conversation c) {
    return breach(new Transcript(c.subject(), java.util.Set.of(), c.events())).isPresent();
  }

  /** Whether the 101 is one that a client may go on with (RFC 6455 §4.1). */
  private static boolean agreed(Event.Opened opened) {
    RawResponse response = opened.response();
    String key = opened.request().field("Sec-WebSocket-Key").orElse("");
    return response.hasToken("Upgrade", "websocket")
        && response.hasToken("Connection", "upgrade")
        && response.field("Sec-WebSocket-Accept").map(AcceptKey.answer(key)::equals).orElse(false);
  }

  private static String refusal(Conversation c) {
    return c.response()
        .filter(response -> response.status() != 101)
        .map(response -> ": " + response.statusLine())
        .orElse("");
  }

  private static boolean has(Conversation c, String text) {
    return note(c, text).isPresent();
  }

  private static Optional<String> note(Conversation c, String text) {
    return c.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(event -> ((Event.Note) event).text())
        .filter(note -> note.endsWith(text))
        .findFirst();
  }
}
