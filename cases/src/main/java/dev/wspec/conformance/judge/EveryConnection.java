package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;

/** One question asked about each connection of a case in turn; the worst answer counts. */
final class EveryConnection {
  private EveryConnection() {}

  static Opinion judge(Transcript transcript, Judge judge) {
    List<Integer> connections =
        transcript.events().stream().map(Event::connection).distinct().sorted().toList();
    List<Opinion> worst = new ArrayList<>();
    for (int connection : connections) {
      Opinion opinion = on(transcript, connection, judge);
      if (worst.isEmpty() || badness(opinion) > badness(worst.get(0))) {
        worst.clear();
        worst.add(
            opinion.finding() == Finding.HELD || connections.size() == 1
                ? opinion
                : new Opinion(
                    opinion.finding(),
                    "Connection %d of %d: %s"
                        .formatted(connection + 1, connections.size(), opinion.observed()),
                    opinion.because()));
      }
    }
    if (worst.isEmpty()) {
      return Opinion.notApplicable("no connection was opened");
    }
    return worst.get(0).finding() == Finding.HELD
        ? Opinion.held(
            "%s, and it holds on each.".formatted(Words.count(connections.size(), "connection")))
        : worst.get(0);
  }

  private static Opinion on(Transcript transcript, int connection, Judge judge) {
    Conversation c = transcript.conversation(connection);
    return c.opened().isEmpty()
        ? Opinion.broken("the handshake did not lead to a 101; " + Words.end(c.ended()) + ".")
        : judge.judge(transcript.only(connection));
  }

  private static int badness(Opinion opinion) {
    return switch (opinion.finding()) {
      case NOT_APPLICABLE -> 0;
      case HELD -> 1;
      case TOLERABLE -> 2;
      case BROKEN -> 3;
    };
  }
}
