package dev.wspec.run;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseResult;
import dev.wspec.report.CheckResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server was found to do through an intermediary, held against what it does without: every
 * question should have the same finding. Pure.
 *
 * @param cases those that were played both ways, but for what concerns one hop only: a question
 *     with the same finding passes, one with another has the verdict it has through the
 *     intermediary, and is told of in any case
 * @param differing those in which a finding differs
 */
public record Differential(List<CaseResult> cases, List<CaseId> differing) {

  /**
   * An intermediary takes out what Connection names, and an Upgrade it does not (RFC 9110 §7.6.1).
   */
  private static final Set<String> OF_ONE_HOP =
      Set.of(
          "handshake/connection/list~form=names-the-key",
          "handshake/upgrade/required~answer-to=connection");

  public Differential {
    cases = List.copyOf(cases);
    differing = List.copyOf(differing);
  }

  /** Holds the results of one way against those of the other. */
  public static Differential of(List<CaseResult> without, List<CaseResult> through) {
    Map<CaseId, CaseResult> direct = new HashMap<>();
    without.forEach(result -> direct.put(result.id(), result));
    List<CaseResult> cases = new ArrayList<>();
    List<CaseId> differing = new ArrayList<>();
    for (CaseResult result : through) {
      CaseResult other = direct.get(result.id());
      if (other != null && !OF_ONE_HOP.contains(result.id().value())) {
        cases.add(held(other, result));
        if (!findings(other).equals(findings(result))) {
          differing.add(result.id());
        }
      }
    }
    return new Differential(cases, differing);
  }

  private static List<Finding> findings(CaseResult result) {
    return result.checks().stream().map(CheckResult::finding).toList();
  }

  private static CaseResult held(CaseResult without, CaseResult through) {
    if (through.checks().isEmpty() || without.checks().size() != through.checks().size()) {
      return through;
    }
    List<CheckResult> checks = new ArrayList<>();
    for (int i = 0; i < through.checks().size(); i++) {
      checks.add(held(without.checks().get(i), through.checks().get(i)));
    }
    return new CaseResult(
        through.id(),
        through.title(),
        checks.stream().map(CheckResult::verdict).reduce(Verdict.NOT_APPLICABLE, Verdict::worse),
        through.flaky(),
        through.standing(),
        through.duration(),
        checks,
        through.because(),
        through.transcript(),
        through.rerun());
  }

  private static CheckResult held(CheckResult without, CheckResult through) {
    boolean same = without.finding() == through.finding();
    if (same && through.finding() == Finding.NOT_APPLICABLE) {
      return through;
    }
    return new CheckResult(
        through.requirement(),
        same ? Finding.HELD : through.finding(),
        same ? Verdict.PASS : through.verdict().worse(Verdict.INFORMATIONAL),
        through.accepted(),
        same ? through.observed() : through.observed() + " Without it: " + without.observed(),
        same ? null : through.because());
  }
}
