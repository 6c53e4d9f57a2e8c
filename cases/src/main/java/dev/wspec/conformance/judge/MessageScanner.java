package dev.wspec.conformance.judge;

import dev.wspec.conformance.Message;
import dev.wspec.conformance.ScannedFrame;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the data frames of one direction together to messages (RFC 6455 §5.4) without judging: a
 * continuation of nothing is passed over, and a data frame amid a message begins a new one.
 */
public final class MessageScanner implements FrameSink {

  private final Consumer<Message> messages;
  private final Supplier<PayloadCollector> collectors;
  private @Nullable MessageInflater inflater;

  private boolean open;
  private boolean inDataFrame;
  private int opcode;
  private int frames;
  private boolean compressed;
  private Utf8Check utf8 = new Utf8Check();

  /** Null where the only frame's payload is the message's payload. */
  private @Nullable PayloadCollector content;

  public MessageScanner(Consumer<Message> messages) {
    this(messages, new SentPayloads()::ofReceived);
  }

  MessageScanner(Consumer<Message> messages, Supplier<PayloadCollector> collectors) {
    this.messages = messages;
    this.collectors = collectors;
  }

  /** permessage-deflate applies from here on (RFC 7692). */
  void inflating(boolean contextTakeover) {
    inflater = new MessageInflater(contextTakeover, this::content);
  }

  @Override
  public void header(ScannedFrame header) {
    inDataFrame =
        header.opcode() == ScannedFrame.TEXT
            || header.opcode() == ScannedFrame.BINARY
            || (header.opcode() == ScannedFrame.CONTINUATION && open);
    if (!inDataFrame) {
      return;
    }
    if (header.opcode() != ScannedFrame.CONTINUATION) {
      begin(header);
    }
    frames++;
  }

  private void begin(ScannedFrame header) {
    if (open && compressed && inflater != null) {
      inflater.endMessage();
    }
    open = true;
    opcode = header.opcode();
    frames = 0;
    compressed = inflater != null && (header.rsv() & 4) != 0;
    utf8 = new Utf8Check();
    content = header.fin() && !compressed ? null : collectors.get();
  }

  @Override
  public void payload(byte[] octets, int from, int to) {
    if (!inDataFrame) {
      return;
    }
    if (compressed && inflater != null) {
      inflater.add(octets, from, to);
    } else {
      content(octets, from, to);
    }
  }

  private void content(byte[] octets, int from, int to) {
    if (content != null) {
      content.add(octets, from, to);
    }
    if (opcode == ScannedFrame.TEXT) {
      utf8.add(octets, from, to);
    }
  }

  @Override
  public void frame(ScannedFrame frame) {
    if (!inDataFrame || !frame.fin()) {
      return;
    }
    open = false;
    String damage = compressed && inflater != null ? inflater.endMessage() : null;
    messages.accept(
        new Message(
            opcode,
            content == null ? frame.payload() : content.payload(),
            frames,
            compressed,
            utf8.errorAt(),
            damage));
  }

  /** Gives back what inflating holds. */
  void end() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
