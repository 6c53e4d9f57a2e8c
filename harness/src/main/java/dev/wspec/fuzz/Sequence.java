package dev.wspec.fuzz;

import dev.wspec.conformance.Segmentation;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * What one end sends after the opening handshake, and how it comes in.
 *
 * @param cuts where a piece ends and the next begins, ascending, the ends of the whole left out
 * @param deflate whether permessage-deflate was agreed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying would cost
record Sequence(byte[] octets, int[] cuts, boolean deflate) {

  /** What a script sends; bends of the request but the offer of permessage-deflate have no part. */
  static Sequence of(Script script, Role sender, RandomGenerator keys) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    IntStream.Builder cuts = IntStream.builder();
    for (Step step : script.steps()) {
      if (step instanceof Step.Write write) {
        int start = octets.size();
        for (Item item : write.items()) {
          octets.writeBytes(
              item instanceof FuzzFrame frame
                  ? frame.raw().toBytes(sender, keys)
                  : ((Item.Loose) item).octets().bytes());
        }
        write.cuts().ends(octets.size() - start).forEach(end -> cuts.add(start + end));
      } else if (step instanceof Step.HalfClose || step instanceof Step.Reset) {
        break;
      }
    }
    int size = octets.size();
    return new Sequence(
        octets.toByteArray(),
        cuts.build().filter(cut -> cut > 0 && cut < size).distinct().toArray(),
        agreesOnDeflate(script));
  }

  /** Whether the script has an offer of permessage-deflate, or takes one. */
  static boolean agreesOnDeflate(Script script) {
    return script.bends().contains(StimulusGrammar.DEFLATE)
        || script.bends().contains(AnswerBends.DEFLATE);
  }

  /** The same without permessage-deflate. */
  Sequence plain() {
    return new Sequence(octets, cuts, false);
  }

  /** The script that sends these octets, frame by frame, in these pieces. */
  Script script(Role sender) {
    List<Item> items = new FrameReader(octets, sender).items();
    boolean everywhere = cuts.length > 0 && cuts.length == octets.length - 1;
    Segmentation how =
        everywhere
            ? Segmentation.bytewise()
            : cuts.length == 0
                ? Segmentation.whole()
                : new Segmentation.CutAt(Arrays.stream(cuts).boxed().toList());
    return new Script(
        deflate
            ? List.of(sender.masks() ? StimulusGrammar.DEFLATE : AnswerBends.DEFLATE)
            : List.of(),
        Segmentation.whole(),
        items.isEmpty() ? List.of() : List.of(new Step.Write(how, items)));
  }
}
