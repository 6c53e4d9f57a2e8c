package dev.wspec.cases.volume;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Volume;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What groups 9, 12 and 13 of the Autobahn Testsuite send, from the same table: sizes, fragments,
 * counts and offers. Where two of its cases send the same there is one of ours.
 */
public final class VolumeCases implements CaseProvider {
  private static final Set<Integer> GROUPS = Set.of(9, 12, 13);

  private final Volume volume;

  /** Every combination, with few messages. */
  public VolumeCases() {
    this(Volume.QUICK);
  }

  public VolumeCases(Volume volume) {
    this.volume = volume;
  }

  @Override
  public Stream<ConformanceCase> cases() {
    Map<CaseId, ConformanceCase> cases = new LinkedHashMap<>();
    byNumber().values().forEach(each -> cases.putIfAbsent(each.id(), each));
    return cases.values().stream();
  }

  /** The cases by the number that they have in the Autobahn Testsuite. */
  public Map<String, ConformanceCase> byNumber() {
    Map<String, ConformanceCase> cases = new LinkedHashMap<>();
    for (AutobahnCase each : AutobahnCases.all()) {
      if (GROUPS.contains(each.id().group())) {
        cases.put(each.id().text(), caseOf(each));
      }
    }
    return cases;
  }

  private ConformanceCase caseOf(AutobahnCase original) {
    return original.id().group() == 9
        ? MessageCases.of(original, volume)
        : CompressedCases.of(original, volume);
  }
}
