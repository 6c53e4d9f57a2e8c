package dev.wspec.fuzz;

import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small sound conversations, any of which makes room for a new one now and then. */
final class Repertoire {

  /** Octets of payload that a conversation has at most. */
  static final int SMALL = 300;

  private static final int SIZE = 256;
  private static final int INPUT = 48;

  private final SplittableRandom random;
  private final List<List<Phrase>> conversations = new ArrayList<>();

  /**
   * A sound frame.
   *
   * @param isAscii whether any octet of the payload may become any printable one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Phrase(int opcode, boolean fin, byte[] payload, boolean isAscii) {
    static Phrase of(FuzzFrame frame) {
      byte[] payload = frame.payload().bytes();
      boolean ascii = payload.length > 0;
      for (byte octet : payload) {
        ascii &= octet >= ' ' && octet <= '~';
      }
      return new Phrase(frame.opcode(), frame.fin(), payload, ascii);
    }
  }

  Repertoire(SplittableRandom random) {
    this.random = random;
    while (conversations.size() < SIZE) {
      conversations.add(made());
    }
  }

  /** Makes a new one in place of any. */
  void renew() {
    conversations.set(random.nextInt(SIZE), made());
  }

  List<Phrase> any() {
    return conversations.get(random.nextInt(SIZE));
  }

  private List<Phrase> made() {
    byte[] input = new byte[INPUT];
    while (true) {
      random.nextBytes(input);
      StimulusGrammar.choose(true, input);
      Script sound = StimulusGrammar.bentOnce(SubjectRole.SERVER, input).orElseThrow().sound();
      int size = sound.frames().stream().mapToInt(frame -> frame.payload().length()).sum();
      if (sound.bends().isEmpty() && size <= SMALL) {
        return sound.frames().stream().map(Phrase::of).toList();
      }
    }
  }
}
