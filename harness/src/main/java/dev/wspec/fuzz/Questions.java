package dev.wspec.fuzz;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.NegotiationJudges.agreesToNoExtensionThatWasNotOffered;
import static dev.wspec.cases.handshake.NegotiationJudges.selectsOnlyAnOfferedSubprotocol;
import static dev.wspec.cases.handshake.ResponseJudges.acceptIsExact;
import static dev.wspec.conformance.judge.Judges.answersClose;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.closeReplyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.failsOrCarriesOn;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;
import static dev.wspec.conformance.judge.Judges.survives;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.protocol.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be asked about a conversation, now that it is known what we did in it. */
final class Questions {
  private static final String FREE = "RFC 6455 leaves open what a receiver does here";

  /** Close codes that IANA registered after RFC 6455. */
  private static final Set<Integer> LATER = Set.of(1012, 1013, 1014);

  /** What a receiver may take although no sound peer sends it. */
  static final Set<Rule> LENIENT =
      EnumSet.of(
          Rule.LENGTH_NOT_MINIMAL,
          Rule.INVALID_CLOSE_CODE,
          Rule.DEFLATE_UNFINISHED,
          Rule.MESSAGE_TOO_BIG);

  private Questions() {}

  /** The case that a script turned out to be; its story is told already. */
  static ConformanceCase about(Script script, Transcript transcript, String id) {
    SubjectRole role = transcript.subject();
    ConformanceCase.Builder built =
        ConformanceCase.conformanceCase(id).title("A conversation that was made up").subject(role);
    List<RequestBends.Known> all = role == SubjectRole.SERVER ? RequestBends.ALL : AnswerBends.ALL;
    List<RequestBends.Known> known =
        all.stream().filter(k -> script.bends().equals(List.of(k.bend()))).toList();
    Conversation c = transcript.main();
    if (!known.isEmpty()) {
      return built.check(known.get(0).requirement(), known.get(0).answer()).build();
    }
    if (c.ended().isPresent() && c.opened().isEmpty() && c.refused().isEmpty()) {
      String opening = role == SubjectRole.SERVER ? "6455-4.2.2-01" : "6455-4.1-65";
      return built.check(opening, leniently(opens(), "no connection came about")).build();
    }
    if (role == SubjectRole.SERVER) {
      built
          .check("6455-4.2.2-01", opens())
          .check("6455-4.2.2-23", acceptIsExact())
          .check("6455-9-03", agreesToNoExtensionThatWasNotOffered())
          .check("6455-4.2.2-13", selectsOnlyAnOfferedSubprotocol());
    } else {
      built.check("6455-4.1-65", survivesTheHandshake());
    }
    if (endsEarly(script)) {
      // A FIN or a reset of ours: what is owed to a client that has left is nowhere said.
      return built.build();
    }
    frames(built, transcript, c, closes(script));
    return built.build();
  }

  /** A client may go at any time; that it fails the connection at our sound answer is wrong. */
  private static Judge survivesTheHandshake() {
    return Judge.of(
        "an open connection behind a sound answer",
        transcript ->
            transcript.main().opened().isEmpty()
                ? Opinion.notApplicable("the client did not come")
                : Opinion.held("our 101 was sent"));
  }

  private static boolean endsEarly(Script script) {
    return script.steps().stream()
        .anyMatch(step -> step instanceof Step.HalfClose || step instanceof Step.Reset);
  }

  /** Whether a Close is part of the script; one with which we take our leave is not. */
  private static boolean closes(Script script) {
    return script.frames().stream().anyMatch(frame -> frame.opcode() == ScannedFrame.CLOSE);
  }

  private static void frames(
      ConformanceCase.Builder built, Transcript transcript, Conversation c, boolean closes) {
    OurBreach breach = OurBreach.in(c);
    if (Compressed.leavesRoom(c)) {
      built.check("7692-7.2.1-06", leniently(survives(), FREE));
    } else if (closes && breach.closedBefore()) {
      closing(built, c);
    } else if (!breach.rules().isEmpty()) {
      broken(built, breach);
    } else if (breach.cutShort()) {
      built
          .check("6455-10.7-01", doesNotDeliver())
          .check("6455-7.1.1-01", leniently(endsTheConnection(), FREE));
    } else {
      built
          .check("6455-6.2-05", echoesEveryMessage())
          .check(
              "6455-5.5.2-03", refusesAType(c) ? leniently(answersPings(), FREE) : answersPings())
          .check("6455-5.5.1-10", amidMessage(c) ? leniently(answersClose(), FREE) : answersClose())
          .check("6455-5.5.1-16", endsTheConnection());
      if (!transcript.can(Capability.ECHO)) {
        built.check("6455-5.4-14", survives());
      }
    }
  }

  /** Whether it goes because of a type of data; Pings behind it may then be left alone. */
  private static boolean refusesAType(Conversation c) {
    return c.closeReceived().map(ScannedFrame::closeCode).equals(Optional.of(1003))
        && c.sent().stream().anyMatch(frame -> !frame.isControl());
  }

  private static void closing(ConformanceCase.Builder built, Conversation c) {
    int code = c.closeSent().map(ScannedFrame::closeCode).orElse(1005);
    Judge reply = closeReplyIs(code);
    built
        .check("6455-5.5.1-10", mayBeLost(c) ? leniently(answersClose(), FREE) : answersClose())
        .check(
            "6455-5.5.1-11",
            LATER.contains(code) || amidMessage(c) ? leniently(reply, FREE) : reply)
        .check("6455-5.5.1-16", endsTheConnection());
  }

  /**
   * Whether the answer to our Close may have been destroyed on its way, by a reset: whoever ends
   * TCP with octets unread, those behind our Close, cannot avoid one, and nobody sees it who has
   * just written.
   */
  private static boolean mayBeLost(Conversation c) {
    boolean closed = false;
    for (Event event : c.events()) {
      boolean ours =
          event instanceof Event.Sent || event instanceof Event.Malformed bad && bad.sent();
      if (closed && ours) {
        return true;
      }
      closed |= event instanceof Event.Sent sent && sent.frame().is(ScannedFrame.CLOSE);
    }
    return c.endedBy(Event.Ended.How.RESET);
  }

  /** Whether our Close came before the last frame of a message; RFC 6455 does not forbid that. */
  private static boolean amidMessage(Conversation c) {
    boolean amid = false;
    for (ScannedFrame frame : c.sent()) {
      if (frame.is(ScannedFrame.CLOSE)) {
        return amid;
      }
      amid = frame.isControl() ? amid : !frame.fin();
    }
    return amid;
  }

  private static void broken(ConformanceCase.Builder built, OurBreach breach) {
    boolean lenient =
        LENIENT.containsAll(breach.rules())
            || (!breach.settled()
                && EnumSet.of(Rule.INVALID_UTF8, Rule.DEFLATE_DATA).containsAll(breach.rules()));
    String requirement = about(breach.rules());
    if (lenient) {
      built.check(requirement, failsOrCarriesOn(FREE));
      return;
    }
    built
        .check(requirement, failsTheConnection())
        .check("6455-7.1.7-07", doesNotDeliver())
        .check("6455-7.1.7-03", endsTheConnection());
  }

  /** What a receiver has to do about the weightiest of these breaches. */
  static String about(Set<Rule> rules) {
    return requirement(
        rules.stream()
            .filter(r -> !LENIENT.contains(r))
            .findFirst()
            .orElseGet(() -> rules.iterator().next()));
  }

  /** What a receiver has to do about a breach. */
  private static String requirement(Rule rule) {
    return switch (rule) {
      case RSV_BITS -> "6455-5.2-04";
      case RESERVED_OPCODE -> "6455-5.2-08";
      case UNMASKED_CLIENT_FRAME -> "6455-5.1-03";
      case MASKED_SERVER_FRAME -> "6455-5.1-06";
      case CONTROL_TOO_LONG -> "6455-5.5-03";
      case CONTROL_FRAGMENTED -> "6455-5.4-09";
      case LENGTH_NOT_MINIMAL -> "6455-5.2-18";
      case LENGTH_NEGATIVE -> "6455-5.2-15";
      case UNEXPECTED_CONTINUATION -> "6455-5.4-05";
      case EXPECTED_CONTINUATION -> "6455-5.4-06";
      case INVALID_UTF8 -> "6455-8.1-01";
      case CLOSE_PAYLOAD_OF_ONE_BYTE -> "6455-5.5.1-04";
      case INVALID_CLOSE_CODE -> "6455-7.4.2-01";
      case CLOSE_REASON_NOT_UTF8 -> "6455-8.1-04";
      case MESSAGE_TOO_BIG -> "6455-10.4-01";
      case DEFLATE_DATA, DEFLATE_UNFINISHED -> "7692-7.2.2-11";
    };
  }
}
