package dev.wspec.codec;

import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the messages of one side and decompresses those of the other (RFC 7692 §7.2).
 *
 * <p>What is sent obeys the agreed parameters exactly: with a window below 15 bits no
 * back-reference leaves it. What is received is read with a window of 32768 bytes, which reads
 * every smaller one, and never grows beyond the limit, whatever the ratio.
 */
public final class PerMessageDeflate implements AutoCloseable {
  /** The end of an empty stored block, which senders leave out (§7.2.1). */
  private static final byte[] TAIL = {0, 0, -1, -1};

  /** A final, empty stored block, with which the inflater comes to its end between blocks only. */
  private static final byte[] END = {1, 0, 0, -1, -1};

  /** The compressed form of an empty message (§7.2.3.6). */
  private static final byte[] EMPTY_MESSAGE = {0};

  private static final int CHUNK = 512;

  private final int windowBits;
  private final boolean forgetsSent;
  private final boolean forgetsReceived;
  private final int maxMessageBytes;
  private final Set<Rule> waived;
  private final Inflater inflater = new Inflater(true);
  private final History history = new History();
  private @Nullable SyncFlusher flusher;

  /**
   * The extension as {@code self} uses it.
   *
   * @param maxMessageBytes the most that one message may inflate to before it fails with 1009
   */
  public PerMessageDeflate(Role self, DeflateParameters agreed, int maxMessageBytes) {
    this(self, agreed, maxMessageBytes, Set.of());
  }

  /** The same with rules that are not enforced, for peers that are defective on purpose. */
  public PerMessageDeflate(
      Role self, DeflateParameters agreed, int maxMessageBytes, Set<Rule> waived) {
    this.windowBits = agreed.maxWindowBits(self);
    this.forgetsSent = agreed.noContextTakeover(self);
    this.forgetsReceived = agreed.noContextTakeover(self.peer());
    this.maxMessageBytes = maxMessageBytes;
    this.waived = Set.copyOf(waived);
  }

  /** The payload to send, with RSV1 on its first frame, for a message (§7.2.1). */
  public byte[] compress(byte[] message) {
    if (message.length == 0) {
      return EMPTY_MESSAGE.clone();
    }
    if (flusher == null) {
      flusher = SyncFlusher.of(windowBits);
    }
    PayloadBuffer out = new PayloadBuffer();
    flusher.deflate(message, 0, message.length, out);
    out.dropLast(TAIL.length);
    if (forgetsSent) {
      flusher.reset();
    }
    return out.take();
  }

  /** The message for the joined payloads of frames of which the first had RSV1 set (§7.2.2). */
  public byte[] decompress(byte[] payload) throws ProtocolViolation {
    PayloadBuffer out = new PayloadBuffer();
    inflate(payload, 0, payload.length, out);
    finishMessage(out);
    return out.take();
  }

  /** Decompresses the next bytes of a message whose beginning is in {@code message}. */
  void inflate(byte[] bytes, int offset, int length, PayloadBuffer message)
      throws ProtocolViolation {
    int end = offset + length;
    inflater.setInput(bytes, offset, length);
    try {
      while (true) {
        message.reserve(Math.min(CHUNK, maxMessageBytes - message.size() + 1));
        int written = inflater.inflate(message.array(), message.size(), message.room());
        message.written(written);
        if (message.size() > maxMessageBytes) {
          throw new ProtocolViolation(
              Rule.MESSAGE_TOO_BIG, "A message inflates beyond " + maxMessageBytes + " bytes");
        }
        if (inflater.finished()) {
          int rest = inflater.getRemaining();
          startBlocks(message);
          inflater.setInput(bytes, end - rest, rest);
        } else if (written == 0) {
          return;
        }
      }
    } catch (DataFormatException e) {
      if (!waived.contains(Rule.DEFLATE_DATA)) {
        throw new ProtocolViolation(Rule.DEFLATE_DATA, "A compressed message is not DEFLATE");
      }
    }
  }

  /** Ends the message that {@link #inflate} was given. */
  void finishMessage(PayloadBuffer message) throws ProtocolViolation {
    if (!endsWithStoredBlock() && !waived.contains(Rule.DEFLATE_UNFINISHED)) {
      throw new ProtocolViolation(
          Rule.DEFLATE_UNFINISHED, "A compressed message does not end with an empty stored block");
    }
    abandonMessage(message);
  }

  /** Makes ready for another message after one that has not come to its end. */
  void abandonMessage(PayloadBuffer message) {
    if (forgetsReceived) {
      inflater.reset();
    } else {
      startBlocks(message);
      history.append(message);
    }
  }

  /**
   * Whether the tail completes an empty stored block, as §7.2.1 wants it: nothing comes out of it,
   * and all of it is read. The block may have BFINAL set, as any other (§7.2.1).
   */
  private boolean endsWithStoredBlock() {
    try {
      return readsWithoutOutput(TAIL)
          && (inflater.finished() || readsWithoutOutput(END))
          && inflater.finished();
    } catch (DataFormatException e) {
      return false;
    }
  }

  private boolean readsWithoutOutput(byte... bytes) throws DataFormatException {
    inflater.setInput(bytes);
    return inflater.inflate(new byte[1]) == 0 && inflater.getRemaining() == 0;
  }

  /**
   * Begins a new series of blocks after one that has ended with BFINAL, which zlib takes for the
   * end of all, with the window as it was (§7.2.3.4).
   */
  private void startBlocks(PayloadBuffer message) {
    inflater.reset();
    history.restore(inflater, message);
  }

  @Override
  public void close() {
    inflater.end();
    if (flusher != null) {
      flusher.close();
    }
  }
}
