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
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.OurBreach;
import dev.wspec.protocol.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is to be asked about a conversation, now that it is known what we did in it. */
final class Questions {
  private static final String FREE = "RFC 6455 leaves open what a receiver does here";

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
    ConformanceCase.Builder built =
        ConformanceCase.conformanceCase(id)
            .title("A conversation that was made up")
            .subject(SubjectRole.SERVER);
    List<RequestBends.Known> known =
        RequestBends.ALL.stream().filter(k -> script.bends().equals(List.of(k.bend()))).toList();
    Conversation c = transcript.main();
    if (!known.isEmpty()) {
      return built.check(known.get(0).requirement(), known.get(0).answer()).build();
    }
    if (c.ended().isPresent() && c.opened().isEmpty() && c.refused().isEmpty()) {
      return built.check("6455-4.2.2-01", leniently(opens(), "no connection came about")).build();
    }
    built
        .check("6455-4.2.2-01", opens())
        .check("6455-4.2.2-23", acceptIsExact())
        .check("6455-9-03", agreesToNoExtensionThatWasNotOffered())
        .check("6455-4.2.2-13", selectsOnlyAnOfferedSubprotocol());
    if (endsEarly(script)) {
      // A FIN or a reset of ours: what is owed to a client that has left is nowhere said.
      return built.build();
    }
    frames(built, transcript, c);
    return built.build();
  }

  private static boolean endsEarly(Script script) {
    return script.steps().stream()
        .anyMatch(step -> step instanceof Step.HalfClose || step instanceof Step.Reset);
  }

  private static void frames(ConformanceCase.Builder built, Transcript transcript, Conversation c) {
    OurBreach breach = OurBreach.in(c);
    if (breach.closedBefore()) {
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
          .check("6455-5.5.2-03", answersPings())
          .check("6455-5.5.1-10", answersClose())
          .check("6455-5.5.1-16", endsTheConnection());
      if (!transcript.can(Capability.ECHO)) {
        built.check("6455-5.4-14", survives());
      }
    }
  }

  private static void closing(ConformanceCase.Builder built, Conversation c) {
    int code = c.closeSent().map(ScannedFrame::closeCode).orElse(1005);
    built
        .check("6455-5.5.1-10", answersClose())
        .check("6455-5.5.1-11", closeReplyIs(code))
        .check("6455-5.5.1-16", endsTheConnection());
  }

  private static void broken(ConformanceCase.Builder built, OurBreach breach) {
    boolean lenient =
        LENIENT.containsAll(breach.rules())
            || (!breach.settled()
                && EnumSet.of(Rule.INVALID_UTF8, Rule.DEFLATE_DATA).containsAll(breach.rules()));
    Rule rule =
        breach.rules().stream()
            .filter(r -> !LENIENT.contains(r))
            .findFirst()
            .orElseGet(() -> breach.rules().iterator().next());
    if (lenient) {
      built.check(requirement(rule), failsOrCarriesOn(FREE));
      return;
    }
    built
        .check(requirement(rule), failsTheConnection())
        .check("6455-7.1.7-07", doesNotDeliver())
        .check("6455-7.1.7-03", endsTheConnection());
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
