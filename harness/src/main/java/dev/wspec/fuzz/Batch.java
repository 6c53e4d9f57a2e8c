package dev.wspec.fuzz;

import dev.wspec.conformance.ScannedFrame;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Sound conversations back to back, as a client sends them, and what has to come of them: their
 * messages, and Pongs, the last of which answers a Ping that no other batch has.
 */
final class Batch {

  /** Octets of a batch; the last conversation may go beyond. */
  static final int SIZE = 16 << 10;

  /** Of so many payloads that can be changed one is, each time. */
  private static final int CHANGED = 8;

  private final byte[] octets;
  private final byte[] answers;
  private final int[] messages;
  private final int[] pongs;
  private final int[] spots;
  private final int nonce;
  private final int conversations;
  private final int frames;
  private int messagesCome;
  private int pongsCome;

  private Batch(Writer writer) {
    octets = writer.octets.toByteArray();
    answers = writer.answers.toByteArray();
    messages = writer.messages.build().toArray();
    pongs = writer.pongs.build().toArray();
    spots = writer.spots.build().toArray();
    nonce = octets.length - Writer.NONCE;
    conversations = writer.conversations;
    frames = writer.frames;
  }

  static Batch of(Repertoire repertoire, SplittableRandom random) {
    Writer writer = new Writer(random);
    while (writer.octets.size() < SIZE) {
      writer.add(repertoire.any());
    }
    writer.fence();
    return new Batch(writer);
  }

  /** Makes it another one: some octets, and that of the last Ping, become others. */
  void vary(SplittableRandom random) {
    for (int left = spots.length / 3 / CHANGED; left > 0; left--) {
      int spot = 3 * random.nextInt(spots.length / 3);
      int at = random.nextInt(spots[spot + 2]);
      set(spots[spot] + at, spots[spot + 1] + at, ' ' + random.nextInt('~' - ' '));
    }
    long fresh = random.nextLong();
    for (int i = 0; i < Writer.NONCE; i++) {
      set(nonce + i, answers.length - Writer.NONCE + i, (int) (fresh >> 8 * i));
    }
    messagesCome = 0;
    pongsCome = 0;
  }

  private void set(int sent, int answered, int octet) {
    octets[sent] ^= (byte) (answers[answered] ^ octet);
    answers[answered] = (byte) octet;
  }

  /** All of it as it is sent. */
  byte[] octets() {
    return octets;
  }

  /** All that comes back where each message is one frame, and everything is in its turn. */
  byte[] answers() {
    return answers;
  }

  int conversations() {
    return conversations;
  }

  int frames() {
    return frames;
  }

  boolean awaitsMessages() {
    return messagesCome < messages.length;
  }

  boolean awaitsPongs() {
    return pongsCome < pongs.length;
  }

  /** Whether this is the message that is to come next. */
  boolean takeMessage(int type, byte[] payload, int from, int to) {
    return isFrame(messages[messagesCome++], type, payload, from, to);
  }

  /** Whether it is a Pong that was still to come; those before it need not come any more. */
  boolean takePong(byte[] payload, int from, int to) {
    for (int i = pongsCome; i < pongs.length; i++) {
      if (isFrame(pongs[i], ScannedFrame.PONG, payload, from, to)) {
        pongsCome = i + 1;
        return true;
      }
    }
    return false;
  }

  private boolean isFrame(int at, int opcode, byte[] payload, int from, int to) {
    int length = answers[at + 1];
    int start = at + (length == 126 ? 4 : 2);
    int end =
        start + (length == 126 ? (answers[at + 2] & 0xFF) << 8 | answers[at + 3] & 0xFF : length);
    return (answers[at] & 0xF) == opcode && Arrays.equals(answers, start, end, payload, from, to);
  }

  /** A Ping that was sent later was answered (RFC 6455 §5.5.3). */
  void passOverPongs() {
    pongsCome = pongs.length;
  }

  /** Writes down what is sent and what comes of it. */
  private static final class Writer {
    static final int NONCE = 8;

    /** Many Pings at once may be taken for an attack (RFC 6455 §10.4). */
    private static final int PINGS = 8;

    private final SplittableRandom random;
    final ByteArrayOutputStream octets = new ByteArrayOutputStream(2 * SIZE);
    final ByteArrayOutputStream answers = new ByteArrayOutputStream(2 * SIZE);
    final IntStream.Builder messages = IntStream.builder();
    final IntStream.Builder pongs = IntStream.builder();

    /** Where payloads of printable ASCII begin in both, and how long they are. */
    final IntStream.Builder spots = IntStream.builder();

    int conversations;
    int frames;
    private int pings;

    Writer(SplittableRandom random) {
      this.random = random;
    }

    void add(List<Repertoire.Phrase> conversation) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      int type = 0;
      for (Repertoire.Phrase phrase : conversation) {
        boolean ping = phrase.opcode() == ScannedFrame.PING;
        if (ping && pings++ >= PINGS) {
          continue;
        }
        send(phrase);
        if (ping) {
          pongs.add(answers.size());
          answer(ScannedFrame.PONG, phrase.payload());
        } else if (phrase.opcode() != ScannedFrame.PONG) {
          message.writeBytes(phrase.payload());
          type = phrase.opcode() == 0 ? type : phrase.opcode();
          if (phrase.fin()) {
            messages.add(answers.size());
            answer(type, message.toByteArray());
            message.reset();
          }
        }
        boolean whole = phrase.fin() && phrase.opcode() != 0;
        if (whole && phrase.isAscii() && phrase.opcode() != ScannedFrame.PONG) {
          int length = phrase.payload().length;
          spots.add(octets.size() - length).add(answers.size() - length).add(length);
        }
      }
      conversations++;
    }

    void fence() {
      Repertoire.Phrase ping =
          new Repertoire.Phrase(ScannedFrame.PING, true, new byte[NONCE], false);
      send(ping);
      pongs.add(answers.size());
      answer(ScannedFrame.PONG, ping.payload());
    }

    private void send(Repertoire.Phrase phrase) {
      head((phrase.fin() ? 0x80 : 0) | phrase.opcode(), 0x80, phrase.payload().length, octets);
      int key = random.nextInt();
      for (int shift = 24; shift >= 0; shift -= 8) {
        octets.write(key >>> shift);
      }
      for (int i = 0; i < phrase.payload().length; i++) {
        octets.write(phrase.payload()[i] ^ key >>> (24 - 8 * (i & 3)));
      }
      frames++;
    }

    private void answer(int opcode, byte[] payload) {
      head(0x80 | opcode, 0, payload.length, answers);
      answers.writeBytes(payload);
    }

    private static void head(int first, int mask, int length, ByteArrayOutputStream to) {
      to.write(first);
      to.write(mask | Math.min(length, 126));
      if (length >= 126) {
        to.write(length >> 8);
        to.write(length);
      }
    }
  }
}
