package dev.wspec.cases.client;

import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.function.UnaryOperator;

/** The stories of clients that get an answer. */
final class Answers {
  private Answers() {}

  static ConformanceCase.Builder ofClients(String id, String title) {
    return ConformanceCase.conformanceCase("handshake/client/" + id)
        .title(title)
        .subject(SubjectRole.CLIENT);
  }

  /** A bent answer, and what the client makes of it. */
  static Stimulus bad(UnaryOperator<RawAnswer> bend) {
    return wire -> {
      wire.answer(bend);
      wire.awaitEnd();
    };
  }

  /** An unusual but sound answer, and a message over the connection. */
  static Stimulus sound(UnaryOperator<RawAnswer> bend) {
    return wire -> {
      wire.answer(bend);
      converse(wire);
    };
  }

  static void converse(Wire wire) {
    wire.exchange(text("wspec"));
    wire.close();
  }

  /** The client has to fail. */
  static ConformanceCase refused(
      String id, String title, String requirement, UnaryOperator<RawAnswer> bend) {
    return ofClients(id, title)
        .stimulus(bad(bend))
        .check(requirement, ClientJudges.failsTheHandshake())
        .build();
  }

  /** The client has to fail; that it does not is tolerable. */
  static ConformanceCase doubtful(
      String id, String title, String requirement, String because, UnaryOperator<RawAnswer> bend) {
    return ofClients(id, title)
        .stimulus(bad(bend))
        .check(requirement, ClientJudges.failsTheHandshakeUnless(because))
        .build();
  }

  /** The client has to open. */
  static ConformanceCase accepted(
      String id, String title, String requirement, UnaryOperator<RawAnswer> bend) {
    return ofClients(id, title)
        .stimulus(sound(bend))
        .check(requirement, ClientJudges.opens())
        .build();
  }

  /** The client should open; that it does not is tolerable. */
  static ConformanceCase tolerated(
      String id, String title, String requirement, String because, UnaryOperator<RawAnswer> bend) {
    return ofClients(id, title)
        .stimulus(sound(bend))
        .check(requirement, ClientJudges.opensUnless(because))
        .build();
  }

  /** The client may open or fail, but not hang. */
  static ConformanceCase free(
      String id, String title, String requirement, UnaryOperator<RawAnswer> bend) {
    return ofClients(id, title)
        .stimulus(sound(bend))
        .check(requirement, ClientJudges.opensOrFails())
        .build();
  }
}
