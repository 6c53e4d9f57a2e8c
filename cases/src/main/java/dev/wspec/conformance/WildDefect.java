package dev.wspec.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mistake that an implementation was seen to make, or is known to be prone to.
 *
 * @param seenIn the implementations, empty where none is named
 * @param source where that is told, empty where it is common knowledge
 * @param met by which cases, for each kind of subject that can make the mistake
 */
public record WildDefect(
    String id,
    Set<SubjectRole> roles,
    String seenIn,
    String source,
    String defect,
    String stimulus,
    String expected,
    Map<SubjectRole, WildDefectCases> met) {

  public WildDefect {
    roles = Set.copyOf(roles);
    met = Map.copyOf(met);
  }

  /** Whether a case that is asked of such a subject was made to catch the mistake. */
  public boolean caughtBy(CaseId id, SubjectRole role) {
    return Optional.ofNullable(met.get(role)).map(cases -> cases.contain(id)).orElse(false);
  }
}
