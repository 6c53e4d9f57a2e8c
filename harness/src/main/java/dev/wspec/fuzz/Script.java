package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What we do in one conversation: the opening handshake, ordinary or bent, and what follows it. How
 * it ends is not written down: whoever plays it finds out whether the other end still lives.
 *
 * @param bends changes to our half of the opening handshake, in this order
 * @param cuts how that is cut into writes
 */
record Script(List<Bend> bends, Segmentation cuts, List<Step> steps) {

  static final Script NOTHING = new Script(List.of(), Segmentation.whole(), List.of());

  Script {
    bends = List.copyOf(bends);
    steps = List.copyOf(steps);
  }

  RawRequest bend(RawRequest ordinary) {
    RawRequest request = ordinary;
    for (Bend bend : bends) {
      request = bend.side() == Bend.Side.REQUEST ? bend.applyTo(request) : request;
    }
    return request.segmented(cuts);
  }

  /**
   * As a server.
   *
   * @param capabilities of the client; compression is agreed to only where it was offered
   */
  RawAnswer bend(RawAnswer ordinary, Set<Capability> capabilities) {
    RawAnswer answer = ordinary;
    for (Bend bend : bends) {
      boolean offered =
          !bend.equals(AnswerBends.DEFLATE) || capabilities.contains(Capability.DEFLATE);
      answer = bend.side() == Bend.Side.ANSWER && offered ? bend.applyTo(answer) : answer;
    }
    return answer.segmented(cuts);
  }

  Script bends(List<Bend> others) {
    return new Script(others, cuts, steps);
  }

  Script cuts(Segmentation other) {
    return new Script(bends, other, steps);
  }

  Script steps(List<Step> others) {
    return new Script(bends, cuts, others);
  }

  /** All that it sends once the connection is open, in order. */
  List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Write write) {
        items.addAll(write.items());
      }
    }
    return items;
  }

  /** All frames, in order. */
  List<FuzzFrame> frames() {
    return items().stream().filter(FuzzFrame.class::isInstance).map(FuzzFrame.class::cast).toList();
  }

  /** The script as a file has it. */
  @Override
  public String toString() {
    return ScriptText.of(this);
  }
}
