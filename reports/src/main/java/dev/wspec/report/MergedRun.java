package dev.wspec.report;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.judge.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs of one suite's shards, put together.
 *
 * @param report what one run of all of them would have left behind
 * @param missing the shards that would make it whole, as {@code i/n}
 */
public record MergedRun(RunReport report, List<String> missing) {

  public MergedRun {
    missing = List.copyOf(missing);
  }

  /**
   * Puts runs together; what follows from the cases is worked out again.
   *
   * @throws IllegalArgumentException if they do not belong together; the message says why
   */
  public static MergedRun of(List<RunReport> parts, Requirements requirements) {
    RunReport first = parts.get(0);
    TreeMap<CaseId, CaseResult> cases = new TreeMap<>();
    Set<String> notes = new LinkedHashSet<>();
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    RunReport.Ending ending = RunReport.Ending.COMPLETE;
    Instant started = first.started();
    Duration duration = Duration.ZERO;
    for (RunReport part : parts) {
      alike(first, part);
      for (CaseResult result : part.cases()) {
        if (cases.put(result.id(), result) != null) {
          throw new IllegalArgumentException("two of them have the case " + result.id());
        }
      }
      notes.addAll(part.notes());
      capabilities.addAll(part.subject().capabilities());
      ending = part.ending() == RunReport.Ending.COMPLETE ? ending : part.ending();
      started = part.started().isBefore(started) ? part.started() : started;
      duration = duration.plus(part.duration());
    }
    List<String> missing = missing(parts);
    missing.forEach(shard -> notes.add("Shard " + shard + " is missing."));
    List<CaseResult> results = List.copyOf(cases.values());
    SubjectInfo subject = first.subject();
    SelectionInfo selection = first.selection();
    return new MergedRun(
        new RunReport(
            first.suite(),
            started,
            duration,
            first.seed(),
            new SubjectInfo(subject.url(), subject.role(), capabilities, subject.software()),
            new SelectionInfo(selection.select(), selection.exclude(), selection.available()),
            first.policy(),
            ending,
            List.copyOf(notes),
            results,
            facts(parts),
            RequirementResult.of(results, requirements)),
        missing);
  }

  private static void alike(RunReport first, RunReport part) {
    if (part.subject().role() != first.subject().role()) {
      throw new IllegalArgumentException("they are of different kinds of subjects");
    } else if (!part.suite().equals(first.suite())) {
      throw new IllegalArgumentException("they are of different versions of wspec");
    } else if (!part.selection().select().equals(first.selection().select())
        || !part.selection().exclude().equals(first.selection().exclude())) {
      throw new IllegalArgumentException("different cases were selected in them");
    } else if (count(part) != count(first)) {
      throw new IllegalArgumentException("they were cut into different numbers of shards");
    }
  }

  private static int count(RunReport part) {
    String shard = part.selection().shard();
    return shard.isEmpty() ? 1 : Integer.parseInt(shard.substring(shard.indexOf('/') + 1));
  }

  private static List<String> missing(List<RunReport> parts) {
    Set<String> there = new LinkedHashSet<>();
    parts.forEach(part -> there.add(part.selection().shard()));
    List<String> missing = new ArrayList<>();
    int count = count(parts.get(0));
    for (int i = 1; count > 1 && i <= count; i++) {
      if (!there.contains(i + "/" + count)) {
        missing.add(i + "/" + count);
      }
    }
    return missing;
  }

  /** Each fact is of one case; the part that played it had the whole transcript. */
  private static List<FactResult> facts(List<RunReport> parts) {
    List<String> order = Facts.load().ids();
    return parts.stream()
        .flatMap(part -> part.facts().stream())
        .sorted(Comparator.comparingInt(fact -> order.indexOf(fact.id())))
        .toList();
  }
}
