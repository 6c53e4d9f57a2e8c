package dev.wspec.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a campaign has found: the same thing once, however often it is met with. */
final class Findings {

  /** How often something flaky is looked into. */
  private static final int LOOKS = 3;

  private final Consumer<Finding> told;
  private final Map<String, Finding> all = new LinkedHashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private final Set<String> settled = new HashSet<>();
  private int stalls;

  /**
   * @param told of each finding as soon as it is one
   */
  Findings(Consumer<Finding> told) {
    this.told = told;
  }

  /** Whether it is worth while to look into it: what was flaky is, but not for ever. */
  boolean isNews(String signature) {
    Finding known = all.get(signature);
    return (known == null && !settled.contains(signature))
        || (known != null
            && known.outcome().flaky()
            && looks.merge(signature, 1, Integer::sum) < LOOKS);
  }

  /**
   * Adds what came of looking into something.
   *
   * @param met the signature that it was met with; when it was made small it may have become
   *     another
   */
  void add(Finding finding, String met) {
    if (!finding.signature().equals(met)) {
      settled.add(met);
    }
    add(finding);
  }

  void add(Finding finding) {
    if (finding.isStall()) {
      stalls++;
      return;
    }
    Finding known = all.get(finding.signature());
    if (known == null || (known.outcome().flaky() && !finding.outcome().flaky())) {
      all.put(finding.signature(), finding);
      told.accept(finding);
    }
  }

  /** Conversations that ran out of time once, and never again when they were played anew. */
  int stalls() {
    return stalls;
  }

  /** The weightiest first. */
  List<Finding> sorted() {
    List<Finding> sorted = new ArrayList<>(all.values());
    sorted.sort(Finding.BY_WEIGHT);
    return sorted;
  }
}
