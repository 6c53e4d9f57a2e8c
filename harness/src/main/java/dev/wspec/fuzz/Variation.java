package dev.wspec.fuzz;

import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to send the same in another form. */
enum Variation {
  CUTS("other-writes", "other TCP segments", "6455-6.2-01"),
  MASKS("other-masks", "other masks", "6455-6.2-08"),
  FRAGMENTS("fragments", "fragments", "6455-5.4-07"),
  COMPRESSION("compression", "compression", "7692-7.2.2-11");

  /** Octets of a payload that is taken apart or compressed. */
  private static final int SMALL = 1000;

  private static final int RSV1 = 4;

  private final String word;
  private final String words;
  private final String requirement;

  Variation(String word, String words, String requirement) {
    this.word = word;
    this.words = words;
    this.requirement = requirement;
  }

  String word() {
    return word;
  }

  String words() {
    return words;
  }

  /** What says that it makes no difference. */
  String requirement(boolean ofServer) {
    return this == MASKS && !ofServer ? "6455-6.2-01" : requirement;
  }

  /** The script in another form; itself where it has none. */
  Script of(Script script, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Step> steps = new ArrayList<>();
    for (Step step : script.steps()) {
      steps.add(step instanceof Step.Write write ? of(write, script, random) : step);
    }
    return script.steps(steps);
  }

  private Step.Write of(Step.Write write, Script script, SplittableRandom random) {
    if (this == CUTS) {
      return new Step.Write(
          write.cuts() instanceof Segmentation.Whole
              ? size(write) > 2000
                  ? Segmentation.cutAt(1 + random.nextInt(1500))
                  : Segmentation.pieces(1 + random.nextInt(3))
              : Segmentation.whole(),
          write.items());
    }
    List<Item> items = new ArrayList<>();
    for (Item item : write.items()) {
      if (item instanceof FuzzFrame frame) {
        items.addAll(of(frame, script, random));
      } else {
        items.add(item);
      }
    }
    return new Step.Write(write.cuts(), items);
  }

  private static int size(Step.Write write) {
    return write.items().stream()
        .mapToInt(
            item ->
                item instanceof FuzzFrame frame
                    ? frame.payload().length()
                    : ((Item.Loose) item).octets().length())
        .sum();
  }

  private List<FuzzFrame> of(FuzzFrame frame, Script script, SplittableRandom random) {
    boolean plain = frame.isPlain() && frame.fin() && (frame.opcode() == 1 || frame.opcode() == 2);
    return switch (this) {
      case MASKS ->
          List.of(
              frame.masking() == FuzzFrame.Masking.AS_ROLE && frame.isPlain()
                  ? frame.maskedWith(random.nextInt())
                  : frame);
      case FRAGMENTS ->
          plain && frame.payload().length() <= SMALL ? halves(frame, random) : List.of(frame);
      case COMPRESSION ->
          plain && frame.payload().length() <= SMALL && agrees(script)
              ? List.of(frame.payload(Payloads.compressed(frame.payload().bytes())).rsv(RSV1))
              : List.of(frame);
      case CUTS -> List.of(frame);
    };
  }

  private static boolean agrees(Script script) {
    return script.bends().stream().anyMatch(b -> b.first().equals("Sec-WebSocket-Extensions"));
  }

  private static List<FuzzFrame> halves(FuzzFrame frame, SplittableRandom random) {
    byte[] all = frame.payload().bytes();
    int at = random.nextInt(all.length + 1);
    return List.of(
        frame.fin(false).payload(Octets.of(Arrays.copyOf(all, at))),
        FuzzFrame.of(0, Octets.of(Arrays.copyOfRange(all, at, all.length))));
  }
}
