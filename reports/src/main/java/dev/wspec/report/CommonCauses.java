package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which broken requirements are likely to have one cause, as far as the cases let one tell. */
final class CommonCauses {

  /** What was seen in each of the cases that break a requirement. */
  private final Map<String, Map<CaseId, Set<String>>> sights = new LinkedHashMap<>();

  /** A requirement is broken in a case, and this is what was seen of it. */
  void add(String requirement, CaseId id, String seen) {
    sights
        .computeIfAbsent(requirement, r -> new LinkedHashMap<>())
        .computeIfAbsent(id, i -> new TreeSet<>())
        .add(seen);
  }

  /** The cases that break a requirement. */
  Set<CaseId> cases(String requirement) {
    return sights(requirement).keySet();
  }

  /**
   * For each cause the requirement that the most cases break, those of the most cases first, with
   * the other requirements that the same cause breaks.
   */
  Map<String, Set<String>> grouped() {
    List<String> order = new ArrayList<>(sights.keySet());
    order.sort(Comparator.comparing((String r) -> cases(r).size()).reversed());
    Map<String, Set<String>> groups = new LinkedHashMap<>();
    for (String requirement : order) {
      groups.entrySet().stream()
          .filter(group -> belongs(requirement, group.getKey(), group.getValue()))
          .findFirst()
          .ifPresentOrElse(
              group -> group.getValue().add(requirement),
              () -> groups.put(requirement, new TreeSet<>()));
    }
    return groups;
  }

  private boolean belongs(String requirement, String head, Set<String> along) {
    return isMostOf(cases(requirement), cases(head))
        || isAnAspectOf(sights(requirement), sights(head))
        || along.stream().anyMatch(a -> isAnAspectOf(sights(requirement), sights(a)));
  }

  /** Whether the fewer cases are most of the others, so that one cause is likely. */
  private static boolean isMostOf(Set<CaseId> fewer, Set<CaseId> others) {
    return fewer.size() * 2 > others.size() && others.containsAll(fewer);
  }

  /** Whether in each case the very same was seen, so that one is the other in particular. */
  private static boolean isAnAspectOf(
      Map<CaseId, Set<String>> particular, Map<CaseId, Set<String>> general) {
    return particular.entrySet().stream()
        .allMatch(
            sight -> general.getOrDefault(sight.getKey(), Set.of()).containsAll(sight.getValue()));
  }

  private Map<CaseId, Set<String>> sights(String requirement) {
    return sights.getOrDefault(requirement, Map.of());
  }
}
