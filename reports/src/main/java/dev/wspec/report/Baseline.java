package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a subject is known to do wrong. As a file it has one line for each case, {@code case-id
 * VERDICT [until YYYY-MM-DD] # reason}; empty lines and those that start with {@code #} are for
 * people.
 */
public final class Baseline {

  /**
   * What is expected of one case, and why that is accepted.
   *
   * @param until the last day on which it is accepted, or null
   */
  public record Expectation(Verdict verdict, @Nullable LocalDate until, String reason) {
    boolean isOver(LocalDate today) {
      return until != null && today.isAfter(until);
    }
  }

  public static final Baseline EMPTY = new Baseline(new TreeMap<>());

  private static final Pattern LINE =
      Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+until\\s+(\\S+))?(?:\\s+#\\s*(.*))?");
  private static final int REASON_LENGTH = 160;

  private final SortedMap<CaseId, Expectation> expectations;

  private Baseline(SortedMap<CaseId, Expectation> expectations) {
    this.expectations = expectations;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if a line is not understood; the message names it
   */
  public static Baseline read(Path file) throws IOException {
    return parse(Files.readString(file), file.getFileName().toString());
  }

  static Baseline parse(String text, String name) {
    SortedMap<CaseId, Expectation> expectations = new TreeMap<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = name + ":" + (i + 1) + ": ";
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            where
                + "a line is 'case-id VERDICT # reason' or 'case-id VERDICT until 2030-12-31 #"
                + " reason', not '"
                + line
                + "'");
      }
      String reason = parts.group(4);
      if (reason == null || reason.isBlank()) {
        throw new IllegalArgumentException(where + "an expected failure needs a reason");
      }
      CaseId id = caseId(parts.group(1), where);
      if (expectations.put(
              id,
              new Expectation(verdict(parts.group(2), where), day(parts.group(3), where), reason))
          != null) {
        throw new IllegalArgumentException(where + id + " is there twice");
      }
    }
    return new Baseline(expectations);
  }

  private static CaseId caseId(String word, String where) {
    try {
      return new CaseId(word);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + "'" + word + "' is no case id", e);
    }
  }

  private static @Nullable LocalDate day(@Nullable String word, String where) {
    try {
      return word == null ? null : LocalDate.parse(word);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(where + "'" + word + "' is no day like 2030-12-31", e);
    }
  }

  private static Verdict verdict(String word, String where) {
    return switch (word) {
      case "FAIL" -> Verdict.FAIL;
      case "NON_STRICT" -> Verdict.NON_STRICT;
      case "ERROR" -> Verdict.ERROR;
      default ->
          throw new IllegalArgumentException(
              where + "'" + word + "' is none of FAIL, NON_STRICT and ERROR");
    };
  }

  /**
   * The baseline that expects just these results. Reasons of {@code former} are kept where the
   * verdict is the same; the others say what was observed, for people to improve.
   */
  public static Baseline of(Collection<CaseResult> cases, Baseline former) {
    SortedMap<CaseId, Expectation> expectations = new TreeMap<>();
    for (CaseResult result : cases) {
      if (!isTrouble(result.verdict()) || result.flaky()) {
        continue;
      }
      Expectation known = former.expectations.get(result.id());
      boolean same = known != null && known.verdict() == result.verdict();
      expectations.put(
          result.id(),
          same ? known : new Expectation(result.verdict(), null, reason(result.explanation())));
    }
    return new Baseline(expectations);
  }

  private static String reason(String observed) {
    String line = Escapes.oneLine(observed, REASON_LENGTH).strip();
    return line.isEmpty() ? "observed" : "observed: " + line;
  }

  /** The baseline without what was to be accepted until a day before {@code today}. */
  public Baseline on(LocalDate today) {
    SortedMap<CaseId, Expectation> valid = new TreeMap<>(expectations);
    valid.values().removeIf(expected -> expected.isOver(today));
    return new Baseline(valid);
  }

  /** The entries whose last day was before {@code today}. */
  public List<CaseId> overOn(LocalDate today) {
    return expectations.entrySet().stream()
        .filter(entry -> entry.getValue().isOver(today))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * How a result stands that the baseline says nothing of, against an earlier run: what was as bad
   * then is expected, and what got better is no reproach.
   *
   * @param earlier what {@link #of} makes of the cases of that run
   */
  public static Standing against(Baseline earlier, CaseResult result) {
    Standing standing = earlier.standing(result);
    return standing == Standing.UNEXPECTED_PASS ? Standing.IMPROVED : standing;
  }

  /** How a result stands against what is expected. */
  public Standing standing(CaseResult result) {
    Expectation expected = expectations.get(result.id());
    Verdict actual = result.verdict();
    if (expected == null) {
      return isTrouble(actual) ? Standing.NEW : Standing.NONE;
    }
    if (actual == expected.verdict() || result.flaky()) {
      return Standing.EXPECTED;
    }
    if (actual == Verdict.NOT_APPLICABLE || actual == Verdict.ERROR) {
      return Standing.UNTESTED;
    }
    // Whatever can be judged is better than an expected error.
    boolean worse = expected.verdict() != Verdict.ERROR && actual.compareTo(expected.verdict()) > 0;
    return worse ? Standing.WORSE : Standing.UNEXPECTED_PASS;
  }

  private static boolean isTrouble(Verdict verdict) {
    return verdict.compareTo(Verdict.NON_STRICT) >= 0;
  }

  /** The entries that name none of these cases: renamed, removed or misspelt. */
  public List<CaseId> unknown(Collection<CaseId> known) {
    return expectations.keySet().stream().filter(id -> !known.contains(id)).toList();
  }

  /** What is expected of a case, or null. */
  public @Nullable Expectation expectation(CaseId id) {
    return expectations.get(id);
  }

  public boolean isEmpty() {
    return expectations.isEmpty();
  }

  public int size() {
    return expectations.size();
  }

  /** Writes the file in the form that {@link #read} takes, sorted by id. */
  public void write(Path file) throws IOException {
    Files.writeString(file, text(), UTF_8);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    out.append(
        "# Expected results. One line per case: case-id  VERDICT  [until YYYY-MM-DD]  # reason\n");
    out.append("# A case that gets better than it says here fails the gate: take its line out.\n");
    int width = expectations.keySet().stream().mapToInt(id -> id.value().length()).max().orElse(0);
    expectations.forEach(
        (id, expected) ->
            out.append(id)
                .append(" ".repeat(width - id.value().length() + 2))
                .append("%-10s".formatted(expected.verdict()))
                .append(expected.until() == null ? "" : " until " + expected.until())
                .append("  # ")
                .append(expected.reason())
                .append('\n'));
    return out.toString();
  }
}
