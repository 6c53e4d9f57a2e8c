package dev.wspec.fuzz;

import dev.wspec.conformance.RawFrame.LengthForm;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes a conversation out of every byte string. Half of them are sound but for one thing that is
 * bent; in the others anything may be wrong.
 */
final class StimulusGrammar {
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  /** Offers permessage-deflate, which every sound target may agree to. */
  static final Bend DEFLATE = Bend.with("Sec-WebSocket-Extensions", "permessage-deflate");

  private final Choices choices;
  private final SubjectRole opponent;

  private StimulusGrammar(Choices choices, SubjectRole opponent) {
    this.choices = choices;
    this.opponent = opponent;
  }

  /** The conversation with a server that these choices make. */
  static Script decode(byte... bytes) {
    return decode(SubjectRole.SERVER, bytes);
  }

  /** The conversation with a server or a client that these choices make. */
  static Script decode(SubjectRole opponent, byte... bytes) {
    StimulusGrammar grammar = new StimulusGrammar(new Choices(bytes), opponent);
    return grammar.choices.below(2) == 0 ? grammar.bentOnce().bent() : grammar.wild();
  }

  /** Has an input that is not empty make a conversation of one of the two kinds. */
  static void choose(boolean bentOnce, byte[] input) {
    input[0] = (byte) (bentOnce ? input[0] & ~1 : input[0] | 1);
  }

  /**
   * A sound conversation, and the same with one thing bent: a field of the handshake, or one frame.
   */
  record BentOnce(Script sound, Script bent) {}

  /** What was bent, if these choices make a conversation that is bent once. */
  static Optional<BentOnce> bentOnce(SubjectRole opponent, byte... bytes) {
    StimulusGrammar grammar = new StimulusGrammar(new Choices(bytes), opponent);
    return grammar.choices.below(2) == 0 ? Optional.of(grammar.bentOnce()) : Optional.empty();
  }

  private BentOnce bentOnce() {
    if (choices.oneIn(4)) {
      List<Bend> bends =
          List.of(choices.of(isServer() ? RequestBends.ALL : AnswerBends.ALL).bend());
      Script sound = new Script(List.of(), Segmentation.whole(), List.of(write(message(false))));
      return new BentOnce(sound, sound.bends(bends));
    }
    boolean deflate = choices.oneIn(4);
    List<Step> before = new ArrayList<>();
    for (int i = choices.below(3); i > 0; i--) {
      before.add(write(message(deflate)));
      if (choices.oneIn(2)) {
        before.add(new Step.Settle());
      }
    }
    before.add(new Step.Settle());
    Step.Write last = write(message(deflate));
    Script sound = script(deflate, before, last);
    return new BentOnce(
        sound,
        new Script(
            sound.bends(),
            sound.cuts(),
            with(before, new Step.Write(last.cuts(), bent(last.items(), deflate)))));
  }

  private Script script(boolean deflate, List<Step> before, Step last) {
    return new Script(
        deflate ? List.of(isServer() ? DEFLATE : AnswerBends.DEFLATE) : List.of(),
        requestCuts(),
        with(before, last));
  }

  private static List<Step> with(List<Step> before, Step last) {
    List<Step> steps = new ArrayList<>(before);
    steps.add(last);
    return steps;
  }

  private boolean isServer() {
    return opponent == SubjectRole.SERVER;
  }

  private Segmentation requestCuts() {
    return choices.oneIn(12) ? Segmentation.pieces(1 + choices.below(64)) : Segmentation.whole();
  }

  /** Frames, octets and silence in any order, each with anything about it. */
  private Script wild() {
    boolean deflate = choices.oneIn(3);
    List<Step> steps = new ArrayList<>();
    for (int i = 1 + choices.below(4); i > 0; i--) {
      switch (choices.below(12)) {
        case 7 -> steps.add(write(List.of(soundClose())));
        case 8 -> steps.add(new Step.Settle());
        case 9 -> steps.add(new Step.Listen(choices.below(8)));
        case 10 -> {
          byte[] loose = {(byte) choices.octet(), (byte) choices.octet(), (byte) choices.octet()};
          steps.add(write(List.of(new Item.Loose(Octets.of(loose)))));
        }
        case 11 -> steps.add(choices.oneIn(3) ? new Step.Reset() : new Step.HalfClose());
        default -> steps.add(write(wildFrames(deflate)));
      }
    }
    return new Script(
        deflate ? List.of(isServer() ? DEFLATE : AnswerBends.DEFLATE) : List.of(),
        requestCuts(),
        steps);
  }

  private List<Item> wildFrames(boolean deflate) {
    List<Item> frames = new ArrayList<>(message(deflate));
    for (int i = choices.below(3); i > 0; i--) {
      frames = bent(frames, deflate);
      frames.addAll(message(deflate));
    }
    return frames;
  }

  private Step.Write write(List<? extends Item> items) {
    Segmentation cuts =
        switch (choices.below(6)) {
          case 3 -> Segmentation.bytewise();
          case 4 -> Segmentation.pieces(1 + choices.below(16));
          case 5 -> Segmentation.cutAt(1 + choices.below(20));
          default -> Segmentation.whole();
        };
    // Cutting a large write into single octets takes long and shows nothing more.
    int size = items.stream().mapToInt(StimulusGrammar::size).sum();
    return new Step.Write(
        size > 2000 ? Segmentation.cutAt(1 + choices.below(1500)) : cuts, List.copyOf(items));
  }

  private static int size(Item item) {
    return item instanceof FuzzFrame frame
        ? frame.payload().length()
        : ((Item.Loose) item).octets().length();
  }

  /** A sound message, in one frame or several, with Pings between them, or a control frame. */
  private List<Item> message(boolean deflate) {
    if (choices.oneIn(5)) {
      return new ArrayList<>(
          List.of(FuzzFrame.of(choices.oneIn(4) ? PONG : PING, Payloads.control(choices))));
    }
    boolean text = choices.below(2) == 0;
    boolean compress = deflate && choices.below(2) == 0;
    Octets payload = text ? Payloads.text(choices) : Payloads.binary(choices);
    if (compress) {
      payload =
          choices.oneIn(2) ? choices.of(Payloads.COMPRESSED) : Payloads.compressed(payload.bytes());
    }
    FuzzFrame whole = FuzzFrame.of(text ? TEXT : BINARY, payload).rsv(compress ? 4 : 0);
    if (isServer() && choices.oneIn(8)) {
      whole = whole.maskedWith(choices.oneIn(2) ? 0 : choices.word());
    }
    return choices.oneIn(3) ? fragments(whole) : new ArrayList<>(List.of(whole));
  }

  private List<Item> fragments(FuzzFrame whole) {
    byte[] octets = whole.payload().bytes();
    List<Item> items = new ArrayList<>();
    int count = 2 + choices.below(2);
    int from = 0;
    for (int i = 0; i < count; i++) {
      boolean last = i == count - 1;
      int to = last ? octets.length : from + choices.below(octets.length - from + 1);
      FuzzFrame frame = i == 0 ? whole : FuzzFrame.of(CONTINUATION, Octets.NONE);
      items.add(frame.fin(last).payload(Octets.of(Arrays.copyOfRange(octets, from, to))));
      if (!last && choices.oneIn(3)) {
        items.add(FuzzFrame.of(PING, Payloads.control(choices)));
      }
      from = to;
    }
    return items;
  }

  private FuzzFrame soundClose() {
    return FuzzFrame.of(
        CLOSE,
        switch (choices.below(6)) {
          case 0 -> Octets.NONE;
          case 1 -> Payloads.close(1000, "bye".getBytes(java.nio.charset.StandardCharsets.UTF_8));
          case 2 -> Payloads.close(choices.of(List.of(1001, 1003, 1007, 1008, 1011, 1012, 1014)));
          case 3 -> Payloads.close(choices.of(List.of(3000, 3999)));
          case 4 -> Payloads.close(choices.of(List.of(4000, 4999)));
          default -> Payloads.close(1000, new Octets(new byte[] {'r'}, 123).bytes());
        });
  }

  private FuzzFrame oddClose() {
    return FuzzFrame.of(
        CLOSE,
        switch (choices.below(3)) {
          case 0 -> Octets.of((byte) 3);
          case 1 -> Payloads.close(1000, choices.of(Payloads.BAD_TEXTS).bytes());
          default ->
              Payloads.close(choices.of(List.of(0, 999, 1004, 1005, 1006, 1015, 1016, 2999)));
        });
  }

  /** The same frames with one thing about one of them changed. */
  private List<Item> bent(List<Item> items, boolean deflate) {
    List<Item> bent = new ArrayList<>(items);
    int at = choices.below(bent.size());
    if (!(bent.get(at) instanceof FuzzFrame frame)) {
      return bent;
    }
    switch (choices.below(16)) {
      case 0 ->
          // With RSV1 taken away it would be sound.
          bent.set(at, frame.rsv(frame.rsv() ^ (frame.rsv() == 0 ? 4 : 2)));
      case 1 -> bent.set(at, frame.rsv(frame.rsv() ^ (1 + choices.below(3))));
      case 2 -> bent.set(at, frame.opcode(choices.of(List.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15))));
      case 3 -> bent.set(at, isServer() ? frame.unmasked() : frame.maskedWith(null));
      case 4 -> bent.set(at, longer(frame));
      case 5 -> bent.set(at, frame.declaring(Long.MIN_VALUE | frame.payload().length()));
      case 6 -> bent.set(at, frame.declaring(frame.payload().length() + 1L + choices.below(200)));
      case 7 -> bent.set(at, frame.fin(!frame.fin()));
      case 8, 9 -> bent.set(at, FuzzFrame.of(TEXT, choices.of(Payloads.BAD_TEXTS)));
      case 10 ->
          bent.set(
              at, FuzzFrame.of(choices.oneIn(2) ? PONG : PING, new Octets(new byte[] {'x'}, 126)));
      case 11 -> bent.set(at, FuzzFrame.of(choices.oneIn(2) ? PONG : PING, Octets.NONE).fin(false));
      case 12 -> bent.add(at, FuzzFrame.of(CONTINUATION, Octets.NONE));
      case 13 -> bent.add(at, FuzzFrame.of(TEXT, Octets.NONE).fin(false));
      case 14 -> bent.set(at, oddClose());
      default ->
          bent.set(
              at,
              FuzzFrame.of(TEXT, choices.of(deflate ? Payloads.DAMAGED : Payloads.BAD_TEXTS))
                  .rsv(deflate ? 4 : 0));
    }
    return bent;
  }

  /** With a length in more octets than it needs; where it needs all, one that is beyond limits. */
  private FuzzFrame longer(FuzzFrame frame) {
    return switch (LengthForm.minimal(frame.payload().length())) {
      case BITS_7 -> frame.lengthAs(choices.oneIn(2) ? LengthForm.BITS_16 : LengthForm.BITS_64);
      case BITS_16 -> frame.lengthAs(LengthForm.BITS_64);
      case BITS_64 -> frame.declaring(Long.MIN_VALUE | frame.payload().length());
    };
  }
}
