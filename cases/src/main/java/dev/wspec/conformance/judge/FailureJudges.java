package dev.wspec.conformance.judge;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an endpoint does that has to fail the connection (RFC 6455 §7.1.7). */
final class FailureJudges {
  private FailureJudges() {}

  static Opinion failsTheConnection(Transcript transcript) {
    Conversation c = transcript.main();
    if (new Course(c).carriedOn()) {
      return Opinion.broken("It carried on: it answered a Ping that came later.");
    }
    if (c.closeReceived().isPresent() || c.endedBySubject()) {
      return Opinion.held(Words.outcome(c));
    }
    return Opinion.broken(Words.outcome(c));
  }

  static Opinion closeCodeIfAnyIs(Transcript transcript, Set<Integer> codes) {
    if (failsTheConnection(transcript).finding() != Finding.HELD) {
      return Opinion.notApplicable("it did not fail the connection");
    }
    Conversation c = transcript.main();
    return c.closeReceived()
        .map(
            close ->
                codes.contains(close.closeCode())
                    ? Opinion.held("It sent " + Words.close(close) + ".")
                    : Opinion.tolerable(
                        "It sent " + Words.close(close) + ".",
                        "RFC 6455 §7.1.7 asks for an appropriate code and names none"))
        .orElseGet(() -> Opinion.held("No Close came, which §7.1.7 allows."));
  }

  static Opinion endsTheConnection(Transcript transcript) {
    Conversation c = transcript.main();
    if (c.endedBySubject()) {
      return Opinion.held(Words.outcome(c));
    }
    return Opinion.broken(Words.outcome(c));
  }

  static Opinion doesNotDeliver(Transcript transcript) {
    Course course = new Course(transcript.main());
    if (!course.violated()) {
      return Opinion.notApplicable("the subject ended the connection before it could be asked");
    }
    List<Message> extra =
        without(
            withoutGreetings(course.answers(), course.soundMessagesSent()),
            course.soundMessagesSent());
    if (!transcript.can(Capability.ECHO)) {
      extra.removeIf(m -> course.unsoundMessagesSent().stream().noneMatch(m::sameContent));
    }
    if (extra.isEmpty()) {
      return Opinion.held("No message came back that it ought not to have taken.");
    }
    return Opinion.broken("It sent back a " + extra.get(0) + ".");
  }

  /** A greeting may cross our first message: then it stands before the first echo. */
  private static List<Message> withoutGreetings(List<Message> answers, List<Message> sound) {
    for (int i = 0; i < answers.size(); i++) {
      if (sound.stream().anyMatch(answers.get(i)::sameContent)) {
        return answers.subList(i, answers.size());
      }
    }
    return answers;
  }

  /** The messages that remain when each of the expected ones is taken out once. */
  private static List<Message> without(List<Message> messages, List<Message> expected) {
    List<Message> rest = new ArrayList<>(messages);
    for (Message message : expected) {
      for (int i = 0; i < rest.size(); i++) {
        if (rest.get(i).sameContent(message)) {
          rest.remove(i);
          break;
        }
      }
    }
    return rest;
  }

  static Opinion ignoresLatePings(Transcript transcript, boolean tolerated) {
    Course course = new Course(transcript.main());
    List<ScannedFrame> pings = course.latePings();
    if (pings.isEmpty()) {
      return Opinion.notApplicable("the subject ended the connection before it could be asked");
    }
    boolean answered =
        course.pongsReceived().stream()
            .anyMatch(pong -> pings.stream().anyMatch(p -> p.payload().equals(pong.payload())));
    if (!answered) {
      return Opinion.held("It did not answer the Ping that came too late.");
    }
    String observed = "It answered a Ping that came too late.";
    return tolerated
        ? Opinion.tolerable(
            observed, "RFC 6455 §5.5.2 says that no Pong is owed, and does not forbid one")
        : Opinion.broken(observed);
  }

  static Opinion failsOrCarriesOn(Transcript transcript, String because) {
    Opinion opinion = failsTheConnection(transcript);
    return opinion.finding() == Finding.BROKEN && new Course(transcript.main()).carriedOn()
        ? Opinion.tolerable(opinion.observed(), because)
        : opinion;
  }
}
