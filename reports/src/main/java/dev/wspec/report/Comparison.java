package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Results of several targets, side by side.
 *
 * @param targets a column each
 * @param rows the cases that any target was asked, in the order of their ids
 * @param facts the measurements that any target has
 * @param base the column that the others are measured against, or -1
 */
public record Comparison(
    List<ComparedTarget> targets, List<Row> rows, List<FactRow> facts, int base) {

  /**
   * What one target got in one case.
   *
   * @param observed one sentence that may quote the target
   */
  public record Cell(Verdict verdict, String observed, boolean flaky) {}

  /**
   * One case.
   *
   * @param requirement id of the requirement it is about, or empty
   * @param cells one for each target, null where the case was not run
   */
  public record Row(
      CaseId id, String title, String requirement, List<@Nullable Cell> cells, boolean regressed) {

    public Row {
      cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /** Whether two targets that were asked got different verdicts. */
    public boolean differs() {
      return cells.stream()
              .filter(Objects::nonNull)
              .map(Cell::verdict)
              .filter(verdict -> verdict != Verdict.NOT_APPLICABLE)
              .distinct()
              .count()
          > 1;
    }
  }

  /**
   * One measurement.
   *
   * @param values one for each target, empty where it was not measured
   */
  public record FactRow(String id, String words, List<String> values) {

    public FactRow {
      values = List.copyOf(values);
    }

    boolean differs() {
      return values.stream().filter(value -> !value.isEmpty()).distinct().count() > 1;
    }
  }

  public Comparison {
    targets = List.copyOf(targets);
    rows = List.copyOf(rows);
    facts = List.copyOf(facts);
  }

  /** Puts targets side by side. */
  public static Comparison of(List<ComparedTarget> targets) {
    return of(targets, -1);
  }

  /**
   * Puts targets side by side and looks for what got worse.
   *
   * @param base the column that the others are measured against, or -1
   */
  public static Comparison of(List<ComparedTarget> targets, int base) {
    return new Comparison(targets, rows(targets, base), facts(targets), base);
  }

  private static List<Row> rows(List<ComparedTarget> targets, int base) {
    Map<CaseId, CaseResult> known = new TreeMap<>();
    List<Map<CaseId, CaseResult>> columns = new ArrayList<>();
    for (ComparedTarget target : targets) {
      Map<CaseId, CaseResult> column = new HashMap<>();
      if (target.report() != null) {
        target.report().cases().forEach(result -> column.put(result.id(), result));
      }
      columns.add(column);
      column.forEach(known::putIfAbsent);
    }
    List<Row> rows = new ArrayList<>();
    known.forEach((id, any) -> rows.add(row(id, any, columns, base)));
    return rows;
  }

  private static Row row(
      CaseId id, CaseResult any, List<Map<CaseId, CaseResult>> columns, int base) {
    List<@Nullable CaseResult> results = new ArrayList<>();
    columns.forEach(column -> results.add(column.get(id)));
    List<@Nullable Cell> cells = new ArrayList<>();
    results.forEach(result -> cells.add(result == null ? null : cell(result)));
    return new Row(id, any.title(), requirement(results), cells, regressed(cells, base));
  }

  private static Cell cell(CaseResult result) {
    String observed = result.verdict() == Verdict.PASS ? "" : result.explanation();
    return new Cell(result.verdict(), observed, result.flaky());
  }

  /** What the worst answer was about. */
  private static String requirement(List<@Nullable CaseResult> results) {
    return results.stream()
        .filter(Objects::nonNull)
        .max(Comparator.comparing(CaseResult::verdict))
        .flatMap(CaseResult::worstCheck)
        .map(CheckResult::requirement)
        .orElse("");
  }

  private static boolean regressed(List<@Nullable Cell> cells, int base) {
    Cell before = base < 0 ? null : cells.get(base);
    return before != null
        && before.verdict() != Verdict.NOT_APPLICABLE
        && cells.stream()
            .filter(Objects::nonNull)
            .anyMatch(now -> now.verdict().compareTo(before.verdict()) > 0);
  }

  private static List<FactRow> facts(List<ComparedTarget> targets) {
    Map<String, String> words = new LinkedHashMap<>();
    Map<String, List<String>> values = new HashMap<>();
    for (int column = 0; column < targets.size(); column++) {
      RunReport report = targets.get(column).report();
      if (report == null) {
        continue;
      }
      for (FactResult fact : report.facts()) {
        words.putIfAbsent(fact.id(), fact.words());
        values
            .computeIfAbsent(
                fact.id(), id -> new ArrayList<>(Collections.nCopies(targets.size(), "")))
            .set(column, fact.value());
      }
    }
    List<FactRow> rows = new ArrayList<>();
    words.forEach(
        (id, text) -> rows.add(new FactRow(id, text, values.getOrDefault(id, List.of()))));
    rows.sort(Comparator.comparing((FactRow row) -> !row.differs()));
    return rows;
  }

  /** The cases on which targets differ. */
  public List<Row> differences() {
    return rows.stream().filter(Row::differs).toList();
  }

  /** The cases in which some target is worse than the base. */
  public List<Row> regressions() {
    return rows.stream().filter(Row::regressed).toList();
  }

  /** What a requirement asks, as far as a target's results say it. */
  Optional<RequirementResult> requirement(String id) {
    return targets.stream()
        .map(ComparedTarget::report)
        .filter(Objects::nonNull)
        .flatMap(report -> report.requirements().stream())
        .filter(requirement -> requirement.id().equals(id))
        .findFirst();
  }
}
