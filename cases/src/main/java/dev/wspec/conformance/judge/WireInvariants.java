package dev.wspec.conformance.judge;

import dev.wspec.conformance.Check;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;

/**
 * What must hold of everything a subject sends, whatever the case was about: judged after every
 * case, on each of its connections.
 */
public final class WireInvariants {
  private WireInvariants() {}

  /** The questions, each with the requirement that it is about. */
  public static List<Check> checks() {
    return List.of(
        onlyFrom(
            SubjectRole.SERVER,
            breaks("6455-5.1-05", "no frame from a server is masked", Rule.MASKED_SERVER_FRAME)),
        onlyFrom(
            SubjectRole.CLIENT,
            breaks(
                "6455-5.1-01", "every frame from a client is masked", Rule.UNMASKED_CLIENT_FRAME)),
        onlyFrom(
            SubjectRole.CLIENT,
            check("6455-5.3-03", "a new masking key for every frame", MaskingJudges::freshKeys)),
        breaks("6455-5.2-03", "RSV bits only as agreed", Rule.RSV_BITS),
        breaks("6455-5.8-01", "no reserved opcode", Rule.RESERVED_OPCODE),
        breaks("6455-5.2-17", "lengths in their shortest form", Rule.LENGTH_NOT_MINIMAL),
        breaks("6455-5.2-15", "lengths with bit 63 clear", Rule.LENGTH_NEGATIVE),
        breaks("6455-5.5-02", "control frames of at most 125 octets", Rule.CONTROL_TOO_LONG),
        breaks("6455-5.4-09", "control frames in one piece", Rule.CONTROL_FRAGMENTED),
        breaks(
            "6455-5.4-05", "Continuations only of a begun message", Rule.UNEXPECTED_CONTINUATION),
        breaks("6455-5.4-11", "one message ends before the next", Rule.EXPECTED_CONTINUATION),
        breaks("6455-5.6-03", "text messages in UTF-8", Rule.INVALID_UTF8),
        breaks("6455-8.1-04", "Close reasons in UTF-8", Rule.CLOSE_REASON_NOT_UTF8),
        breaks(
            "6455-5.5.1-03",
            "Close bodies that begin with a whole code",
            Rule.CLOSE_PAYLOAD_OF_ONE_BYTE),
        breaks("7692-7.2.1-01", "compressed messages that can be inflated", Rule.DEFLATE_DATA),
        check("6455-6.1-03", "nothing but whole frames", WireInvariants::wholeFrames),
        check("6455-5.5.1-09", "no data behind its Close", ClosingJudges::afterClose),
        check("6455-5.5.1-20", "at most one Close", ClosingJudges::noSecondClose),
        check("6455-5.5.3-02", "Pongs in the order of our Pings", WireInvariants::pongs),
        code("6455-7.4.2-01", "no code below 1000", code -> code < 1000),
        code("6455-7.4.1-06", "1005 is never sent", code -> code == CloseCode.NO_STATUS_RECEIVED),
        code("6455-7.4.1-07", "1006 is never sent", code -> code == CloseCode.ABNORMAL_CLOSURE),
        code("6455-7.4.1-14", "1015 is never sent", code -> code == CloseCode.TLS_HANDSHAKE),
        unusual(
            "6455-7.4.1-05",
            "1004 is not used",
            code -> code == CloseCode.RESERVED,
            "1004 is reserved, but sending it is not forbidden"),
        unusual(
            "6455-7.4.2-02",
            "no code that is not registered",
            code -> code >= 1016 && code <= 2999,
            "it may have been registered since"),
        unusual(
            "6455-7.4.2-05",
            "no code beyond 4999",
            code -> code >= 5000,
            "RFC 6455 §7.4.2 says nothing about these"),
        onlyFrom(
            SubjectRole.SERVER,
            unusual(
                "6455-7.4.1-11",
                "1010 comes from clients only",
                code -> code == CloseCode.MANDATORY_EXTENSION,
                "RFC 6455 §7.4.1 says that servers do not use it, and does not forbid it")));
  }

  private static Check breaks(String requirement, String accepted, Rule rule) {
    return check(
        requirement,
        accepted,
        c -> {
          List<Breach> breaches =
              Breaches.received(c).stream().filter(b -> b.rule() == rule).toList();
          if (breaches.isEmpty()) {
            return Opinion.held(
                Words.count(c.received().size(), "frame") + " came; none breaks it.");
          }
          String more = breaches.size() == 1 ? "" : ", and " + (breaches.size() - 1) + " more";
          return Opinion.broken("It sent " + breaches.get(0).seen() + more + ".");
        });
  }

  private static Check code(String requirement, String accepted, IntPredicate wrong) {
    return closeCode(requirement, accepted, wrong, Opinion::broken);
  }

  private static Check unusual(
      String requirement, String accepted, IntPredicate unusual, String because) {
    return closeCode(
        requirement, accepted, unusual, observed -> Opinion.tolerable(observed, because));
  }

  private static Check closeCode(
      String requirement, String accepted, IntPredicate which, Function<String, Opinion> opinion) {
    return check(
        requirement,
        accepted,
        c ->
            c.received().stream()
                .filter(f -> f.is(ScannedFrame.CLOSE) && f.payload().length() >= 2)
                .filter(f -> which.test(f.closeCode()))
                .findFirst()
                .map(f -> opinion.apply("It sent " + Words.close(f) + "."))
                .orElseGet(() -> Opinion.held("No such code came.")));
  }

  private static Opinion wholeFrames(Conversation c) {
    Event.Malformed malformed = null;
    for (Event event : c.after(Event.Opened.class)) {
      if (event instanceof Event.Malformed m && !m.sent()) {
        malformed = m;
      }
    }
    if (malformed == null) {
      return Opinion.held("Nothing but whole frames came.");
    }
    String observed = "It sent " + malformed.what() + ".";
    boolean excused =
        new Course(c).violated()
            || c.closeSent().isPresent()
            || c.endedBy(Event.Ended.How.RESET, Event.Ended.How.LEFT, Event.Ended.How.LIMIT);
    return excused
        ? Opinion.tolerable(observed, "the connection was going down")
        : Opinion.broken(observed);
  }

  /** Pongs that match none of our Pings are unsolicited ones, which §5.5.3 allows. */
  private static Opinion pongs(Conversation c) {
    List<Payload> pings = new ArrayList<>();
    int answered = -1;
    for (Event event : c.events()) {
      if (event instanceof Event.Sent sent && sent.frame().is(ScannedFrame.PING)) {
        pings.add(sent.frame().payload());
      } else if (event instanceof Event.Received received
          && received.frame().is(ScannedFrame.PONG)) {
        Payload pong = received.frame().payload();
        int later = pings.subList(answered + 1, pings.size()).indexOf(pong);
        if (later >= 0) {
          answered += later + 1;
        } else if (pings.contains(pong)) {
          return Opinion.tolerable(
              "A Pong came again, or after the Pong for a later Ping.",
              "RFC 6455 §5.5.3 allows Pongs that nobody asked for");
        }
      }
    }
    return Opinion.held("The Pongs came in the order of our Pings.");
  }

  private static Check check(
      String requirement, String accepted, Function<Conversation, Opinion> question) {
    return new Check(
        requirement, Judge.of(accepted, transcript -> onEachConnection(transcript, question)));
  }

  /** The worst opinion of all connections that were opened. */
  private static Opinion onEachConnection(
      Transcript transcript, Function<Conversation, Opinion> question) {
    return transcript.conversations().stream()
        .filter(c -> c.opened().isPresent())
        .map(question)
        .max(Comparator.comparing(Opinion::finding))
        .orElseGet(() -> Opinion.notApplicable("the connection was never opened"));
  }

  private static Check onlyFrom(SubjectRole role, Check check) {
    return new Check(
        check.requirement(),
        Judge.of(
            check.judge().accepted(),
            transcript ->
                transcript.subject() == role || transcript.subject() == SubjectRole.INTERMEDIARY
                    ? check.judge().judge(transcript.facing(role))
                    : Opinion.notApplicable("it is not asked of this role")));
  }
}
