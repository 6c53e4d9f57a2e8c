package dev.wspec.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.parser.ParserUnderTest.Unit;
import dev.wspec.protocol.Role;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Pipe;
import dev.wspec.wire.Watchdog;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Plays a conversation in a hurry: on a connection of its own, all in one write, and then it reads
 * until the end. It knows the usual outcome; what comes out otherwise is to be played with care.
 */
final class Dash implements AutoCloseable {

  /** Octets that a conversation sends at most, and that may come. */
  private static final int LARGEST = 8 << 10;

  private static final int BUDGET = 64 << 10;
  private static final byte[] GOODBYE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xE8};
  private static final byte[] GOODBYE_ANSWERED = {(byte) 0x88, 2, 3, (byte) 0xE8};

  private final Contact.Dialing contact;
  private final Duration patience;
  private final Watchdog watchdog;
  private final byte[] request;
  private final String accept;
  private final Model model = new Model(Role.SERVER, Unit.MESSAGE);
  private final byte[] buffer = new byte[BUDGET];
  private final byte[] come = new byte[BUDGET];

  /** The head of the last response. */
  private byte[] head = {};

  /**
   * @param contact with a server that echoes
   * @param patience what one conversation may take
   */
  Dash(Contact.Dialing contact, Duration patience, Watchdog watchdog) {
    this.contact = contact;
    this.patience = patience;
    this.watchdog = watchdog;
    RawRequest ordinary = contact.request().apply(new SplittableRandom(1));
    request = ordinary.toBytes();
    accept = AcceptKey.answer(ordinary.field("Sec-WebSocket-Key").orElse(""));
  }

  /** What a conversation sends behind the request; empty if it cannot be played in a hurry. */
  static byte[] octets(Script script, SplittableRandom keys) {
    boolean plain =
        script.bends().isEmpty()
            && script.steps().stream()
                .allMatch(step -> step instanceof Step.Write || step instanceof Step.Settle);
    byte[] octets = plain ? Sequence.of(script, Role.CLIENT, keys).octets() : new byte[0];
    return octets.length <= LARGEST && FrameReader.isWhole(octets) ? octets : new byte[0];
  }

  /** Plays it; tells whether that came of it which usually does. */
  boolean isUsual(byte[] octets) {
    model.read(octets, octets.length, false);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(request);
    all.writeBytes(octets);
    all.writeBytes(GOODBYE);
    int length = 0;
    How end;
    try (Pipe pipe =
        Pipe.to(contact.dialer(), Deadline.in(patience), watchdog, buffer).orElse(null)) {
      if (pipe == null) {
        return false;
      }
      pipe.write(all.toByteArray());
      while (pipe.end() == null) {
        int count = pipe.read(patience.toMillis());
        System.arraycopy(buffer, 0, come, length, count);
        length += count;
      }
      end = pipe.end();
    }
    int start = headLength(length);
    return start > 0
        && (end == How.EOF || (end == How.RESET && model.end() == Model.End.BROKEN))
        && !model.isFree()
        && isUsual(start, length);
  }

  /** Where the head ends that has come; 0 if it is none that opens the connection. */
  private int headLength(int length) {
    if (head.length > 0
        && length >= head.length
        && Arrays.equals(head, 0, head.length, come, 0, head.length)) {
      return head.length;
    }
    String text = new String(come, 0, length, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n") + 4;
    if (end < 4) {
      return 0;
    }
    RawResponse response = RawResponse.parse(text.substring(0, end), "");
    if (response.status() != 101
        || !response.hasToken("Sec-WebSocket-Accept", accept)
        || !response.hasToken("Upgrade", "websocket")) {
      return 0;
    }
    head = Arrays.copyOf(come, end);
    return end;
  }

  /** Answers to all that is sound, in their turn, and then a Close, or what stands for one. */
  private boolean isUsual(int start, int length) {
    int at = start;
    Expected expected = model.expected();
    for (int i = 0; i < expected.count(); i++) {
      int opcode = expected.opcode(i);
      if (opcode == ScannedFrame.CLOSE) {
        return isClose(at, length, expected.code(i));
      }
      if (opcode == ScannedFrame.PONG) {
        continue;
      }
      int next = answered(expected, i, at, length);
      if (next < 0) {
        return model.end() == Model.End.BROKEN && fails(at, length);
      }
      at = next;
    }
    return model.end() == Model.End.BROKEN
        ? fails(at, length)
        : Arrays.equals(come, at, length, GOODBYE_ANSWERED, 0, GOODBYE_ANSWERED.length);
  }

  /** Where the answer to a delivery ends; -1 if it is not there. */
  private int answered(Expected expected, int index, int at, int length) {
    int size = expected.length(index);
    int start = at + (size > 0xFFFF ? 10 : size > 125 ? 4 : 2);
    int opcode =
        expected.opcode(index) == ScannedFrame.PING ? ScannedFrame.PONG : expected.opcode(index);
    boolean there =
        start + size <= length
            && (come[at] & 0xFF) == (0x80 | opcode)
            && come[at + 1] == (size > 125 ? 126 : size)
            && expected.is(index, true, 0, expected.opcode(index), come, start, start + size);
    return there ? start + size : -1;
  }

  /** Whether nothing else follows but a Close with this code, or with none where there was none. */
  private boolean isClose(int at, int length, int code) {
    int size = code < 0 ? 0 : 2;
    return length - at >= 2 + size
        && come[at] == (byte) 0x88
        && come[at + 1] == length - at - 2
        && (code < 0 ? length - at == 2 : code(at) == code);
  }

  /** Whether the connection was failed here, with a Close that says so or without one. */
  private boolean fails(int at, int length) {
    boolean close = length - at >= 4 && come[at] == (byte) 0x88 && come[at + 1] == length - at - 2;
    return length == at || (close && code(at) != 1000);
  }

  private int code(int at) {
    return (come[at + 2] & 0xFF) << 8 | come[at + 3] & 0xFF;
  }

  @Override
  public void close() {
    model.close();
  }
}
