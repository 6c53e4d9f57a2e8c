package dev.wspec.run;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.Facts;
import dev.wspec.report.Baseline;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FactResult;
import dev.wspec.report.Policy;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.Standing;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is known of a run before its results are; makes a report of them. */
public record Account(
    SuiteInfo suite,
    Instant started,
    long seed,
    SubjectInfo subject,
    SelectionInfo selection,
    Policy policy) {

  /**
   * The report of a run that ends now.
   *
   * @param notes what is to be said beside the results
   * @param rerun a command line that repeats a case
   * @param standing how a result stands against what is known of the subject
   */
  public RunReport of(
      RunEnd end,
      List<String> notes,
      Requirements requirements,
      Function<CaseOutcome, String> rerun,
      Function<CaseResult, Standing> standing) {
    List<CaseResult> results = new ArrayList<>();
    for (CaseOutcome outcome : end.outcomes()) {
      CaseResult result = CaseResult.of(outcome, rerun.apply(outcome));
      results.add(result.withStanding(standing.apply(result)));
    }
    return new RunReport(
        suite,
        started,
        Duration.between(started, Instant.now()),
        seed,
        subject,
        selection,
        policy,
        switch (end.ending()) {
          case COMPLETE -> RunReport.Ending.COMPLETE;
          case OUT_OF_TIME -> RunReport.Ending.OUT_OF_TIME;
          case CANCELLED -> RunReport.Ending.INTERRUPTED;
          case SUBJECT_LOST -> RunReport.Ending.SUBJECT_LOST;
        },
        notes,
        results,
        facts(end),
        RequirementResult.of(results, requirements));
  }

  private static List<FactResult> facts(RunEnd end) {
    Map<CaseId, Transcript> transcripts = new HashMap<>();
    for (CaseOutcome outcome : end.outcomes()) {
      if (outcome.transcript() != null) {
        transcripts.put(outcome.id(), outcome.transcript());
      }
    }
    return Facts.load().of(id -> Optional.ofNullable(transcripts.get(id))).stream()
        .map(fact -> new FactResult(fact.id(), fact.what(), fact.value()))
        .toList();
  }

  /** What is stale in a baseline: cases that do not exist, and times that are over. */
  public static List<String> notes(Baseline baseline, Catalogue catalogue, LocalDate today) {
    List<String> notes = new ArrayList<>();
    List<CaseId> known = catalogue.all().stream().map(ConformanceCase::id).toList();
    baseline
        .on(today)
        .unknown(known)
        .forEach(id -> notes.add("The baseline names a case that does not exist: " + id));
    baseline
        .overOn(today)
        .forEach(id -> notes.add("The time in which the baseline accepts " + id + " is over."));
    return notes;
  }
}
