package dev.wspec.fuzz;

import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Makes a script smaller for as long as it still shows the same. */
final class Shrinker {
  private static final int ALTERNATIVES = 32;

  private final Predicate<Script> shows;
  private final BooleanSupplier over;
  private int left;

  /**
   * @param budget how many scripts may be tried
   * @param over whether it is to be left at what there is
   */
  Shrinker(Predicate<Script> shows, int budget, BooleanSupplier over) {
    this.shows = shows;
    this.left = budget;
    this.over = over;
  }

  /** The smallest script that was found. */
  Script shrink(Script script) {
    Script smallest = script;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Script candidate : candidates(smallest)) {
        if (left-- <= 0 || over.getAsBoolean()) {
          return smallest;
        }
        if (shows.test(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Scripts with one thing less, the boldest cuts first. */
  static List<Script> candidates(Script script) {
    List<Script> candidates = new ArrayList<>();
    List<Step> steps = script.steps();
    if (steps.size() > 1) {
      candidates.add(script.steps(List.of()));
    }
    for (int i = 0; i < steps.size(); i++) {
      candidates.add(script.steps(without(steps, i)));
    }
    for (int i = 0; i < script.bends().size(); i++) {
      candidates.add(script.bends(without(script.bends(), i)));
    }
    if (!(script.cuts() instanceof Segmentation.Whole)) {
      candidates.add(script.cuts(Segmentation.whole()));
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Step.Write write) {
        for (Step.Write simpler : simpler(write)) {
          candidates.add(script.steps(with(steps, i, simpler)));
        }
      }
    }
    return candidates;
  }

  private static List<Step.Write> simpler(Step.Write write) {
    List<Step.Write> simpler = new ArrayList<>();
    List<Item> items = write.items();
    int half = items.size() / 2;
    if (half > 1) {
      simpler.add(new Step.Write(write.cuts(), items.subList(0, half)));
      simpler.add(new Step.Write(write.cuts(), items.subList(half, items.size())));
    }
    for (int i = 0; i < items.size(); i++) {
      simpler.add(new Step.Write(write.cuts(), without(items, i)));
    }
    if (!(write.cuts() instanceof Segmentation.Whole)) {
      simpler.add(new Step.Write(Segmentation.whole(), items));
    }
    for (Segmentation fewer : fewer(write.cuts())) {
      simpler.add(new Step.Write(fewer, items));
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof FuzzFrame frame) {
        for (FuzzFrame plainer : plainer(frame)) {
          simpler.add(new Step.Write(write.cuts(), with(items, i, plainer)));
        }
      }
    }
    return simpler;
  }

  /** The same with one cut of many. */
  private static List<Segmentation> fewer(Segmentation cuts) {
    List<Segmentation> fewer = new ArrayList<>();
    if (cuts instanceof Segmentation.CutAt cut && cut.offsets().size() > 1) {
      cut.offsets().stream().limit(ALTERNATIVES).forEach(at -> fewer.add(Segmentation.cutAt(at)));
    } else if (cuts instanceof Segmentation.Pieces) {
      for (int at = 1; at <= ALTERNATIVES; at++) {
        fewer.add(Segmentation.cutAt(at));
      }
    }
    return fewer;
  }

  private static List<FuzzFrame> plainer(FuzzFrame frame) {
    List<FuzzFrame> plainer = new ArrayList<>();
    plainer.add(frame.fin(true));
    plainer.add(frame.rsv(0));
    plainer.add(frame.asRole());
    plainer.add(frame.lengthAs(null));
    plainer.add(frame.declaring(null));
    plainer.add(frame.payload(Octets.NONE));
    if (frame.payload().times() > 1) {
      Octets payload = frame.payload();
      plainer.add(frame.payload(new Octets(payload.unit(), payload.times() / 2)));
      plainer.add(frame.payload(new Octets(payload.unit(), payload.times() - 1)));
    }
    byte[] unit = frame.payload().unit();
    if (unit.length > 1) {
      int half = unit.length / 2;
      plainer.add(frame.payload(Octets.of(Arrays.copyOf(unit, half))));
      plainer.add(frame.payload(Octets.of(Arrays.copyOfRange(unit, half, unit.length))));
      plainer.add(frame.payload(Octets.of(Arrays.copyOf(unit, unit.length - 1))));
      plainer.add(frame.payload(Octets.of(Arrays.copyOfRange(unit, 1, unit.length))));
    }
    plainer.removeIf(frame::equals);
    return plainer;
  }

  private static <T> List<T> without(List<T> list, int at) {
    List<T> rest = new ArrayList<>(list);
    rest.remove(at);
    return rest;
  }

  private static <T> List<T> with(List<T> list, int at, T other) {
    List<T> changed = new ArrayList<>(list);
    changed.set(at, other);
    return changed;
  }
}
