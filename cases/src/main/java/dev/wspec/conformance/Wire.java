package dev.wspec.conformance;

import dev.wspec.protocol.Role;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Our end of a connection to the subject. Every call blocks until it is done or the case's time is
 * up; everything that happens is written into the transcript. Once the connection has ended, sends
 * and waits return at once: the judges still see all.
 */
public interface Wire {

  /** The role that we play; we mask as it demands. */
  Role role();

  /** What the subject can do. */
  Set<Capability> capabilities();

  default boolean can(Capability capability) {
    return capabilities().contains(capability);
  }

  /** The case's own random numbers: they depend on the run's seed and the case's id alone. */
  RandomGenerator random();

  /**
   * Performs an ordinary opening handshake, as the one who asks or as the one who answers; tells
   * whether it led to a 101.
   */
  boolean open();

  /**
   * Performs an opening handshake with a bent request, which only one who asks can send.
   *
   * @throws IllegalStateException if it is the subject that asks
   */
  boolean open(UnaryOperator<RawRequest> bend);

  /**
   * Connects and sends a bent request, and leaves the answer unread; only one who asks can.
   *
   * @throws IllegalStateException if it is the subject that asks
   */
  void ask(UnaryOperator<RawRequest> bend);

  /**
   * Performs an opening handshake with a bent answer; tells whether that was a 101.
   *
   * @param bend makes the answer of the request and the ordinary answer to it
   * @throws IllegalStateException if it is we who ask
   */
  boolean answer(BinaryBend bend);

  /** The same where the request does not matter. */
  default boolean answer(UnaryOperator<RawAnswer> bend) {
    return answer((request, ordinary) -> bend.apply(ordinary));
  }

  /** Bends an answer with a look at the request. */
  @FunctionalInterface
  interface BinaryBend {
    RawAnswer apply(RawRequest request, RawAnswer ordinary);
  }

  /** The response that opened this connection, for stories that depend on what was agreed. */
  Optional<RawResponse> opening();

  /**
   * Writes the handshakes and frame heads of earlier connections of this subject into the
   * transcript, each as a connection of its own: for what shows only in many.
   */
  default void recall() {}

  /** Sends frames in one write. */
  void send(RawFrame... frames);

  void send(Segmentation segmentation, RawFrame... frames);

  /** Sends octets that need not be frames. */
  void sendOctets(byte... octets);

  /**
   * Sends the frames of one or more sound messages and settles: waits for as many messages more if
   * the subject echoes, else for the answer to a fence. Tells whether that came.
   */
  boolean exchange(RawFrame... frames);

  boolean exchange(Segmentation segmentation, RawFrame... frames);

  /**
   * Sends frames in pieces of 64 KiB and reads nothing until TCP has taken all of them, or has
   * taken nothing for a while because the subject waits for us to read.
   */
  void sendUnread(RawFrame... frames);

  /** Begins the note that tells how much TCP had taken when it took no more. */
  String STALLED = "TCP took no more for a while after ";

  /**
   * Waits until TCP has taken all that was sent, or has taken nothing for a while, of which a note
   * tells.
   */
  void awaitWritten();

  /**
   * Reads for a short while what comes on a connection whose request was refused, and writes it
   * into the transcript as octets, since it is no frame.
   */
  void overhear();

  /** Takes in what has come so far, or comes within a moment. */
  void takeIn();

  /**
   * Settles: waits until as many messages have come as were sent on this wire if the subject
   * echoes, else for the answer to a fence.
   */
  void awaitEchoes();

  /** Waits until this many messages have come in all, or the end. */
  void awaitMessages(int total);

  /** Waits until this many Pongs have come in all, or the end. */
  void awaitPongs(int total);

  /** Waits for a Close frame, or the end. */
  void awaitClose();

  /**
   * Sends a Ping with a fresh nonce and waits for its Pong, or the end: all that was sent before
   * has been dealt with.
   */
  void fence();

  /** Waits a short while for the subject to close or end; for where no fence can be sent. */
  void linger();

  /**
   * For use after a violation, or when the subject has to end the connection: waits for its Close,
   * answers it where we have sent none, half-closes and drains. If nothing comes for a short while,
   * or the echo of what was sent last, a fence is sent, and its answer ends the wait.
   */
  void awaitEnd();

  /**
   * Performs a closing handshake with code 1000 and waits for the subject to end the connection
   * (RFC 6455 §7.1.1).
   */
  void close();

  /** Performs a closing handshake that starts with this frame. */
  void close(RawFrame closeFrame);

  /** Sends a FIN and goes on reading. */
  void halfClose();

  /** Resets the TCP connection. */
  void reset();

  /** A further connection to the same subject, written into the same transcript. */
  Wire another();
}
