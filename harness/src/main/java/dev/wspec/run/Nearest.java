package dev.wspec.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What somebody who mistyped a name may have meant. */
public final class Nearest {

  private static final int SHOWN = 3;

  /** Names that share less have nothing to do with each other. */
  private static final double LIKE = 0.3;

  private Nearest() {}

  /** The names that are most like it, the likest first; none if none is like it. */
  public static List<String> to(String typed, Collection<String> names) {
    Set<String> pairs = pairs(typed);
    return names.stream()
        .filter(name -> likeness(pairs, pairs(name)) >= LIKE)
        .sorted(Comparator.comparing((String name) -> -likeness(pairs, pairs(name))))
        .limit(SHOWN)
        .toList();
  }

  /** Shared pairs of letters among all pairs: 1 for the same, 0 for nothing in common. */
  private static double likeness(Set<String> one, Set<String> other) {
    Set<String> shared = new HashSet<>(one);
    shared.retainAll(other);
    return one.isEmpty() ? 0 : 2.0 * shared.size() / (one.size() + other.size());
  }

  private static Set<String> pairs(String name) {
    String letters = " " + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ") + " ";
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i + 2 <= letters.length(); i++) {
      pairs.add(letters.substring(i, i + 2));
    }
    return pairs;
  }
}
