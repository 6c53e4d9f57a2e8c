package dev.wspec.autobahn;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a connection came to its end, in the facts that the original reports.
 *
 * @param byUs whether we sent the first Close frame
 * @param failedByUs whether we failed the connection
 * @param droppedByUs whether we ended TCP
 * @param clean whether both Close frames were exchanged
 * @param handshakeTimeout whether our Close was never answered
 * @param dropTimeout whether the server did not end TCP after both Close frames
 */
public record Closing(
    boolean byUs,
    boolean failedByUs,
    boolean droppedByUs,
    boolean clean,
    boolean handshakeTimeout,
    boolean dropTimeout,
    @Nullable Integer remoteCode,
    @Nullable String remoteReason,
    @Nullable Integer localCode,
    @Nullable String localReason) {

  static Closing of(Conversation c) {
    int ours = -1;
    int theirs = -1;
    boolean dropped = false;
    boolean killed = false;
    for (int at = 0; at < c.events().size(); at++) {
      Event event = c.events().get(at);
      if (event instanceof Event.Sent sent && isOurClose(sent.frame()) && ours < 0) {
        ours = at;
      } else if (event instanceof Event.Received got && isClose(got.frame()) && theirs < 0) {
        theirs = at;
      } else if (event instanceof Event.Note note) {
        killed |= note.text().equals(Notes.KILLED);
        dropped |= note.text().equals(Notes.DROPPED);
      }
    }
    boolean both = ours >= 0 && theirs >= 0;
    boolean toServer = c.subject() == SubjectRole.SERVER;
    Optional<ScannedFrame> remote = c.closeReceived();
    Optional<ScannedFrame> local = c.sent().stream().filter(Closing::isOurClose).findFirst();
    return new Closing(
        ours >= 0 && (theirs < 0 || ours < theirs),
        killed && ours >= 0 && (theirs < 0 || ours < theirs),
        dropped || (both && !toServer),
        both,
        ours >= 0 && theirs < 0 && dropped,
        both && toServer && dropped,
        remote.map(Closing::code).orElse(null),
        remote.map(Closing::reason).orElse(null),
        local.map(Closing::code).orElse(null),
        local.map(Closing::reason).orElse(null));
  }

  /** A Close with reserved bits is bait, not the beginning of a closing handshake. */
  private static boolean isOurClose(ScannedFrame frame) {
    return isClose(frame) && frame.rsv() == 0;
  }

  private static boolean isClose(ScannedFrame frame) {
    return frame.is(ScannedFrame.CLOSE);
  }

  private static @Nullable Integer code(ScannedFrame frame) {
    return frame.length() < 2 ? null : Integer.valueOf(frame.closeCode());
  }

  /** The reason, in hex if it is not UTF-8. */
  private static @Nullable String reason(ScannedFrame frame) {
    byte[] body = frame.payload().head();
    if (body.length <= 2) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(body, 2, body.length - 2))
          .toString();
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(body, 2, body.length);
    }
  }

  /** Why the closing was not clean, in a sentence; null if it was. */
  public @Nullable String uncleanReason() {
    if (clean) {
      return null;
    }
    return handshakeTimeout
        ? "The peer did not answer the Close frame in time."
        : "TCP ended without a complete closing handshake.";
  }
}
