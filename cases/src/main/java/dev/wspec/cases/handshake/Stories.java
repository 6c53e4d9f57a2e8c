package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.carriesMessages;
import static dev.wspec.cases.handshake.HandshakeJudges.carriesMessagesOrEnds;
import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import java.util.function.UnaryOperator;

/** The stories that most cases about handshakes tell. */
public final class Stories {

  /** That the connection is in use right behind the 101. */
  public static final String IN_USE = "6455-4.2.2-27";

  private Stories() {}

  /** A case that only a server can be asked. */
  public static ConformanceCase.Builder ofServers(String id, String title) {
    return ConformanceCase.conformanceCase(id).title(title).subject(SubjectRole.SERVER);
  }

  /** Sends the bent request and looks at the answer. */
  public static Stimulus asking(UnaryOperator<RawRequest> bend) {
    return wire -> wire.open(bend);
  }

  /** Sends the bent request, then a message, then a Close, as far as the server goes along. */
  public static Stimulus conversing(UnaryOperator<RawRequest> bend) {
    return wire -> {
      wire.open(bend);
      wire.exchange(text("wspec"));
      wire.close();
    };
  }

  /** Sends the bent request, then an ordinary one on a connection of its own. */
  public static Stimulus askingTwice(UnaryOperator<RawRequest> bend) {
    return wire -> {
      wire.open(bend);
      wire.another().open();
    };
  }

  /** The bent request is a right one: it opens a connection that works. */
  static ConformanceCase accepted(
      String id, String title, String requirement, UnaryOperator<RawRequest> bend) {
    return ofServers(id, title)
        .stimulus(conversing(bend))
        .check(requirement, opens())
        .check(IN_USE, carriesMessages())
        .build();
  }

  /** The bent request may be refused; if it is not, the connection works or ends. */
  static ConformanceCase accepted(
      String id, String title, String requirement, Judge answer, UnaryOperator<RawRequest> bend) {
    return ofServers(id, title)
        .stimulus(conversing(bend))
        .check(requirement, answer)
        .check(IN_USE, carriesMessagesOrEnds())
        .build();
  }

  /** One question about the answer to the bent request. */
  static ConformanceCase answered(
      String id, String title, String requirement, Judge answer, UnaryOperator<RawRequest> bend) {
    return ofServers(id, title).stimulus(asking(bend)).check(requirement, answer).build();
  }
}
