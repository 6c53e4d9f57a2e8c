package dev.wspec.cases.client;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.Judges;
import java.util.Optional;
import java.util.function.Function;

/** What a client makes of our answer to its opening handshake. */
public final class ClientJudges {

  /** The close code of clients that miss an extension (RFC 6455 §7.4.1). */
  private static final int MANDATORY_EXTENSION = 1010;

  private ClientJudges() {}

  /**
   * The client did not take the connection for open (RFC 6455 §4.1: it must fail the connection).
   * It has none that it could close with a frame; one that comes all the same is tolerable.
   */
  public static Judge failsTheHandshake() {
    return Judge.of(
        "the end of the TCP connection, and no frame before it",
        transcript -> afterBadAnswer(transcript.main()));
  }

  /** The same; that the client takes the connection for open is tolerable for this reason. */
  static Judge failsTheHandshakeUnless(String because) {
    Judge strict = failsTheHandshake();
    return Judge.of(
        strict.accepted() + "; tolerably, a connection that works",
        transcript -> {
          Opinion opinion = strict.judge(transcript);
          return opinion.finding() == Finding.BROKEN && transcript.main().answeredFence()
              ? Opinion.tolerable(opinion.observed(), because)
              : opinion;
        });
  }

  private static Opinion afterBadAnswer(Conversation c) {
    if (c.response().isEmpty()) {
      return Opinion.notApplicable("the client did not ask");
    }
    if (c.answeredFence()) {
      return Opinion.broken("It took the connection for open: it answered a Ping.");
    }
    Optional<ScannedFrame> data = c.received().stream().filter(f -> !f.isControl()).findFirst();
    if (data.isPresent()) {
      return Opinion.broken(
          "It took the connection for open: it sent a " + data.get().name() + " frame.");
    }
    if (c.closeReceived().isPresent() && objectsToExtension(c)) {
      return Opinion.held("It sent a Close with 1010, as RFC 7692 §5.1 has it.");
    }
    if (c.closeReceived().isPresent()) {
      return Opinion.tolerable(
          "It sent a Close frame.",
          "RFC 6455 §7.1.7 knows a Close only where the connection was established");
    }
    if (c.endedBySubject()) {
      return Opinion.held("It ended the TCP connection.");
    }
    return c.refused().isPresent()
        ? Opinion.held("It sent no frame.")
        : Opinion.broken("It neither used nor ended the connection.");
  }

  /**
   * Parameters of permessage-deflate that a client cannot use may end the connection with a Close
   * (RFC 7692 §5.1), though §7 has it fail.
   */
  private static boolean objectsToExtension(Conversation c) {
    return c.closeReceived().orElseThrow().closeCode() == MANDATORY_EXTENSION
        && c.response()
            .flatMap(response -> response.field("Sec-WebSocket-Extensions"))
            .filter(value -> value.contains("permessage-deflate"))
            .isPresent();
  }

  /** The client took the connection for open, and it works. */
  public static Judge opens() {
    return Judge.of(
        "a connection that works",
        transcript -> {
          Conversation c = transcript.main();
          if (c.opened().isEmpty()) {
            return Opinion.notApplicable("the client did not ask");
          }
          if (c.answeredFence() || !c.messagesReceived().isEmpty()) {
            return works(transcript);
          }
          return c.closeReceived().isPresent() && c.closeSent().isPresent()
              ? Opinion.held("It completed the closing handshake.")
              : Opinion.broken("It ended the connection, or did not use it.");
        });
  }

  private static Opinion works(Transcript transcript) {
    Opinion opinion = Judges.echoesEveryMessage().judge(transcript);
    return opinion.finding() == Finding.NOT_APPLICABLE
        ? Opinion.held("It answered a Ping.")
        : opinion;
  }

  /** The client opened and the connection works, or it failed the connection: both are right. */
  static Judge opensOrFails() {
    Judge opens = opens();
    Judge fails = failsTheHandshake();
    return Judge.of(
        "a connection that works, or the end of the TCP connection",
        transcript -> {
          Opinion opinion = opens.judge(transcript);
          return opinion.finding() == Finding.BROKEN ? fails.judge(transcript) : opinion;
        });
  }

  /** The client opened; that it fails the connection is tolerable for this reason. */
  static Judge opensUnless(String because) {
    Judge strict = opens();
    return Judge.of(
        strict.accepted() + "; tolerably, none",
        transcript -> {
          Opinion opinion = strict.judge(transcript);
          return opinion.finding() == Finding.BROKEN
              ? Opinion.tolerable(opinion.observed(), because)
              : opinion;
        });
  }

  /** A question about the request. */
  static Judge request(String accepted, Function<RawRequest, Opinion> question) {
    return Judge.of(
        accepted,
        transcript ->
            requestOf(transcript.main())
                .map(question)
                .orElseGet(() -> Opinion.notApplicable("the client did not ask")));
  }

  static Optional<RawRequest> requestOf(Conversation c) {
    return c.opened().map(Event.Opened::request).or(() -> c.refused().map(Event.Refused::request));
  }
}
