package dev.wspec.conformance;

import org.jspecify.annotations.Nullable;

/** One fact of a transcript. Facts are in the order in which they happened. */
public sealed interface Event {

  /** Nanoseconds since the transcript began. */
  long at();

  /** Which connection of the case: 0 is the first. */
  int connection();

  /**
   * The opening handshake succeeded as far as a 101 tells; whether it is a right 101 is for judges.
   */
  record Opened(long at, int connection, RawRequest request, RawResponse response)
      implements Event {}

  /**
   * The opening handshake did not lead to a 101.
   *
   * @param response null if no complete head came
   * @param bent whether the request was changed by the case
   */
  record Refused(
      long at, int connection, RawRequest request, @Nullable RawResponse response, boolean bent)
      implements Event {}

  /** We sent a frame; {@code frame} is what a reader of the wire sees. */
  record Sent(long at, int connection, ScannedFrame frame) implements Event {}

  /** The last frame sent completed a message. */
  record SentMessage(long at, int connection, Message message) implements Event {}

  record Received(long at, int connection, ScannedFrame frame) implements Event {}

  /** The last frame received completed a message. */
  record ReceivedMessage(long at, int connection, Message message) implements Event {}

  /**
   * Octets that are no whole frame or head.
   *
   * @param sent whether they went out rather than came in
   * @param octets the first of them
   * @param what one phrase: "a frame cut short after 6 octets"
   */
  record Malformed(long at, int connection, boolean sent, Payload octets, String what)
      implements Event {}

  /** We sent a FIN and still read. */
  record HalfClosed(long at, int connection) implements Event {}

  /** A fence: we sent a Ping with this nonce to see whether the subject carries on. */
  record Fenced(long at, int connection, String nonceHex) implements Event {}

  /** Nothing more can come. */
  record Ended(long at, int connection, How how) implements Event {
    public enum How {
      /** The subject sent a FIN (under TLS: closed its side). */
      EOF,
      /** The subject reset the connection. */
      RESET,
      /** The case's time ran out while we waited. */
      DEADLINE,
      /** The subject sent more than we are willing to read. */
      LIMIT,
      /** We left: the case had seen enough. */
      LEFT
    }
  }

  /** Something a reader should know: "the next 1200 frames are counted, not listed". */
  record Note(long at, int connection, String text) implements Event {}
}
