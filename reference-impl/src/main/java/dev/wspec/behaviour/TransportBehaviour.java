package dev.wspec.behaviour;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Predicate;

/**
 * What a server does to the TCP connection.
 *
 * @param reading reads the request
 * @param writing writes what waits to be sent
 * @param afterClosing how it ends a connection after a Close was sent or received
 * @param afterFailure how it ends one that it fails
 * @param afterEnd how it ends one that the peer has ended without a Close
 * @param sharesFate whether all connections end with one that ends for this reason
 * @param handshakesAtATime how many opening handshakes it attends to at a time; others wait
 */
public record TransportBehaviour(
    RequestReading reading,
    Writing writing,
    Ending afterClosing,
    Ending afterFailure,
    Ending afterEnd,
    Predicate<Exception> sharesFate,
    int handshakesAtATime) {
  /** How the bytes of a request are gathered. */
  public enum RequestReading {
    AS_IT_COMES,
    /** Drops a connection whose first piece is not the whole request. */
    IN_ONE_PIECE,
    /** Loses the frames that come in one piece with the end of the request. */
    WITHOUT_WHAT_FOLLOWS,
    /** Answers as soon as what has come would do if it were the whole request. */
    AS_SOON_AS_IT_WOULD_DO
  }

  /** Writes {@code length} bytes. */
  @FunctionalInterface
  public interface Writing {
    void write(OutputStream out, byte[] bytes, int length) throws IOException;
  }

  /** How a TCP connection is ended. */
  public enum Ending {
    /** Half-closes, reads what is under way for a bounded time, closes (RFC 6455 §7.1.1). */
    GRACEFUL,
    /** Closes at once; if bytes are unread the peer gets a reset. */
    ABRUPT,
    /** Resets. */
    RESET,
    /** Waits for the peer to end it, and reads on meanwhile. */
    LEFT_TO_PEER,
    /** Does nothing until the time for idle connections is over. */
    NEVER
  }

  /** Keeps to the RFCs. */
  public static final TransportBehaviour CONFORMING =
      new TransportBehaviour(
          RequestReading.AS_IT_COMES,
          (out, bytes, length) -> out.write(bytes, 0, length),
          Ending.GRACEFUL,
          Ending.GRACEFUL,
          Ending.GRACEFUL,
          reason -> false,
          Integer.MAX_VALUE);

  public TransportBehaviour with(RequestReading other) {
    return new TransportBehaviour(
        other, writing, afterClosing, afterFailure, afterEnd, sharesFate, handshakesAtATime);
  }

  public TransportBehaviour with(Writing other) {
    return new TransportBehaviour(
        reading, other, afterClosing, afterFailure, afterEnd, sharesFate, handshakesAtATime);
  }

  public TransportBehaviour afterClosing(Ending other) {
    return new TransportBehaviour(
        reading, writing, other, afterFailure, afterEnd, sharesFate, handshakesAtATime);
  }

  public TransportBehaviour afterFailure(Ending other) {
    return new TransportBehaviour(
        reading, writing, afterClosing, other, afterEnd, sharesFate, handshakesAtATime);
  }

  public TransportBehaviour afterEnd(Ending other) {
    return new TransportBehaviour(
        reading, writing, afterClosing, afterFailure, other, sharesFate, handshakesAtATime);
  }

  public TransportBehaviour sharingFate(Predicate<Exception> reason) {
    return new TransportBehaviour(
        reading, writing, afterClosing, afterFailure, afterEnd, reason, handshakesAtATime);
  }

  public TransportBehaviour withHandshakesAtATime(int count) {
    return new TransportBehaviour(
        reading, writing, afterClosing, afterFailure, afterEnd, sharesFate, count);
  }
}
