package dev.wspec.report;

import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells results on a terminal. What it returns ends in a line end and holds no control characters
 * but those and, if asked for, colours.
 */
public final class ConsoleReport {

  private static final int LABEL = 10;
  private static final int OBSERVED = 600;
  private static final int AREA_ROWS = 12;
  private static final int NOTES = 3;
  private static final int NOTE = 240;
  private static final WireLines LAST_EVENTS = new WireLines(8, 32);
  private static final WireLines CONVERSATION = new WireLines(24, 32);
  private static final int FACT = 40;

  private static final List<Verdict> COLUMNS =
      List.of(
          Verdict.PASS,
          Verdict.FAIL,
          Verdict.ERROR,
          Verdict.NON_STRICT,
          Verdict.INFORMATIONAL,
          Verdict.NOT_APPLICABLE);

  private final Ink ink;
  private final int width;
  private final Requirements requirements;

  /**
   * A teller for one terminal.
   *
   * @param colours whether the terminal understands ANSI colours and is wanted to
   * @param unicode whether it shows more than ASCII
   * @param width in columns, at least 60
   */
  public ConsoleReport(boolean colours, boolean unicode, int width, Requirements requirements) {
    this.ink = new Ink(colours, unicode);
    this.width = Math.max(60, width);
    this.requirements = requirements;
  }

  /** Each thing that is broken once, by the case that shows it best; then what has no verdict. */
  public List<String> faults(RunReport report) {
    List<String> blocks = new ArrayList<>();
    for (Fault fault : Fault.of(report.cases(), Verdict.FAIL)) {
      Block block = block(fault.example(), Optional.of(fault.observations().get(0).check()));
      int more = fault.cases().size() - 1;
      if (more > 0) {
        block.labelled("as well", more + (more == 1 ? " more case" : " more cases"));
      }
      blocks.add(ink.finish(block.out.toString()));
    }
    report.cases().stream()
        .filter(result -> result.verdict() == Verdict.ERROR)
        .forEach(result -> blocks.add(failure(result)));
    return blocks;
  }

  /** All that is to be known of a case that did not simply pass. */
  public String failure(CaseResult result) {
    return ink.finish(block(result, result.worstCheck()).out.toString());
  }

  /** What was said, octets and all; the middle of long conversations is left out. */
  public String conversation(Transcript transcript) {
    Block block = new Block();
    wire(block, CONVERSATION.of(transcript));
    return ink.finish(block.out.toString());
  }

  /** What was measured, a line each. */
  public String facts(RunReport report) {
    Block block = new Block();
    block.line("");
    block.line(ink.bold(report.facts().isEmpty() ? "No facts: nothing was measured" : "Facts"));
    for (FactResult fact : report.facts()) {
      String words = fact.words().length() > FACT ? fact.words() : pad(fact.words(), FACT);
      block.line("  " + words + "  " + Escapes.oneLine(fact.value(), width - FACT - 4));
    }
    return ink.finish(block.out.toString());
  }

  private static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }

  private Block block(CaseResult result, Optional<CheckResult> asked) {
    Block block = new Block();
    String standing = result.standing() == Standing.NONE ? "" : result.standing().words();
    block.line(
        ink.verdict(
                result.verdict(),
                VerdictSymbol.of(result.verdict())
                    + " "
                    + result.verdict().words().toUpperCase(Locale.ROOT))
            + "  "
            + ink.bold(result.id().value())
            + (result.flaky() ? "  flaky: did not fail again" : "")
            + (standing.isEmpty() ? "" : "  " + standing));
    block.labelled("", result.title());
    asked.ifPresent(check -> check(block, check));
    if (result.because() != null) {
      block.labelled("because", result.because());
    }
    if (result.transcript() != null) {
      wire(block, LAST_EVENTS.last(result.transcript()));
    }
    block.unbroken("rerun", result.rerun());
    return block;
  }

  private void check(Block block, CheckResult check) {
    requirements
        .find(check.requirement())
        .ifPresentOrElse(
            requirement -> requirement(block, requirement),
            () -> block.labelled("asked", check.requirement()));
    String summary = requirements.find(check.requirement()).map(Requirement::summary).orElse("");
    if (!check.accepted().equals(summary)) {
      block.labelled("accepted", check.accepted());
    }
    block.labelled("observed", check.observed());
    if (check.because() != null) {
      block.labelled("because", check.because());
    }
  }

  private static void requirement(Block block, Requirement requirement) {
    block.labelled(
        "asked",
        keyword(requirement.keyword())
            + requirement.rfc().replace("RFC", "RFC ")
            + " §"
            + requirement.section()
            + " ("
            + requirement.id()
            + "): "
            + requirement.summary());
  }

  /** Steps of an algorithm bind like a MUST but have no keyword in the text. */
  private static String keyword(String keyword) {
    return keyword.equals("ALGO") || keyword.equals("INFO") ? "" : keyword + ", ";
  }

  private static void wire(Block block, List<WireLine> lines) {
    String label = "wire";
    for (WireLine line : lines) {
      String what =
          "%s %9s  %s".formatted(line.direction().symbol(), line.time(), line.name())
              + (line.remarks().isEmpty() ? "" : " [" + String.join(", ", line.remarks()) + "]")
              + (line.content().isEmpty() ? "" : "  " + line.content().get(0));
      block.cut(label, what);
      label = "";
      if (!line.header().isEmpty()) {
        String hex = String.join(" ", line.header()) + " | " + line.payloadHex();
        block.cut("", "             " + hex);
      }
    }
  }

  /** The whole run on one screen of 80 columns and 24 lines, and the files it left. */
  public String summary(RunReport report, List<Path> files) {
    Block block = new Block();
    Totals totals = report.totals();
    block.line("");
    block.line(
        ink.bold(Escapes.oneLine(report.subject().url(), width - 30))
            + "  "
            + Escapes.oneLine(report.subject().software(), 26));
    block.line(
        "%d cases in %.1f s, seed %d%s"
            .formatted(
                totals.all(),
                report.duration().toMillis() / 1000.0,
                report.seed(),
                ending(report.ending())));
    report.notes().stream()
        .limit(NOTES)
        .forEach(note -> block.labelled("note", Escapes.oneLine(note, NOTE)));
    block.line("");
    areas(block, report.cases(), totals);
    block.line("");
    block.line(verdictLine(report));
    block.labelled("besides", besides(report));
    for (Path file : files.subList(0, Math.min(4, files.size()))) {
      block.unbroken("report", file.toString());
    }
    return ink.finish(block.out.toString());
  }

  private static String ending(RunReport.Ending ending) {
    return switch (ending) {
      case COMPLETE -> "";
      case INTERRUPTED -> ", interrupted";
      case OUT_OF_TIME -> ", out of time";
      case SUBJECT_LOST -> ", subject lost";
    };
  }

  private void areas(Block block, List<CaseResult> cases, Totals totals) {
    Map<String, List<CaseResult>> byArea = new TreeMap<>();
    cases.forEach(c -> byArea.computeIfAbsent(c.id().area(), a -> new ArrayList<>()).add(c));
    StringBuilder header = new StringBuilder("%-16s".formatted(""));
    for (Verdict verdict : COLUMNS) {
      header.append(narrow() ? "     " : "   ").append(shortWords(verdict));
    }
    block.line(header.toString());
    Map<String, List<CaseResult>> shown = new TreeMap<>(byArea);
    if (byArea.size() > AREA_ROWS) {
      shown.values().removeIf(list -> list.stream().allMatch(ConsoleReport::isCalm));
    }
    shown.entrySet().stream()
        .limit(AREA_ROWS)
        .forEach(area -> block.line(row(area.getKey(), Totals.of(area.getValue()))));
    int left = byArea.size() - Math.min(AREA_ROWS, shown.size());
    if (left > 0) {
      block.line("  and " + left + " more areas");
    }
    block.line(row("all", totals));
  }

  private static boolean isCalm(CaseResult result) {
    return result.verdict().compareTo(Verdict.NON_STRICT) < 0;
  }

  /** Whether there is no room for words over the columns. */
  private boolean narrow() {
    return width < 80;
  }

  private String shortWords(Verdict verdict) {
    if (narrow()) {
      return VerdictSymbol.of(verdict);
    }
    String words =
        switch (verdict) {
          case INFORMATIONAL -> "inform.";
          case NOT_APPLICABLE -> "n/a";
          default -> verdict.words();
        };
    return VerdictSymbol.of(verdict) + " " + words;
  }

  private String row(String name, Totals totals) {
    StringBuilder row = new StringBuilder("%-16s".formatted(name));
    for (Verdict verdict : COLUMNS) {
      int count = totals.count(verdict);
      int columns = (narrow() ? 5 : 3) + shortWords(verdict).length();
      String cell = ("%" + columns + "s").formatted(count == 0 ? "·" : String.valueOf(count));
      row.append(count == 0 ? ink.dim(cell) : ink.verdict(verdict, cell));
    }
    return row.toString();
  }

  private String verdictLine(RunReport report) {
    Gate.Outcome gate = report.gate();
    Totals totals = report.totals();
    StringBuilder line = new StringBuilder();
    if (totals.judged() == 0) {
      line.append(ink.verdict(Verdict.ERROR, "NOTHING WAS JUDGED"));
    } else if (gate.passed()) {
      line.append(ink.verdict(Verdict.PASS, "GATE PASSED"));
    } else {
      long stale =
          gate.offenders().stream().filter(c -> c.standing() == Standing.UNEXPECTED_PASS).count();
      line.append(ink.verdict(Verdict.FAIL, "GATE FAILED"));
      line.append(": ").append(gate.offenders().size() - stale).append(" wrong");
      if (stale > 0) {
        line.append(", ").append(stale).append(" better than expected");
      }
    }
    if (report.ending() != RunReport.Ending.COMPLETE) {
      line.append(" (not all cases ran)");
    }
    return line.toString();
  }

  private static String besides(RunReport report) {
    List<String> parts = new ArrayList<>();
    long expected = report.cases().stream().filter(c -> c.standing() == Standing.EXPECTED).count();
    add(parts, expected, "as expected");
    add(parts, report.gate().errors(), "could not be judged");
    add(parts, report.totals().flaky(), "flaky");
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  /** Lines with labels in front, broken at the width. */
  private final class Block {
    private final StringBuilder out = new StringBuilder();

    void line(String text) {
      out.append(text.stripTrailing()).append('\n');
    }

    void labelled(String label, String text) {
      String rest = Escapes.oneLine(text, OBSERVED);
      int room = width - LABEL - 2;
      String front = label;
      while (!rest.isEmpty()) {
        int end = rest.length() <= room ? rest.length() : breakAt(rest, room);
        put(front, rest.substring(0, end));
        rest = rest.substring(end).stripLeading();
        front = "";
      }
    }

    private int breakAt(String text, int room) {
      int blank = text.lastIndexOf(' ', room);
      if (blank > room / 2) {
        return blank;
      }
      return Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
    }

    void cut(String label, String text) {
      put(label, Escapes.oneLine(text, width - LABEL - 3));
    }

    /** For what people copy. */
    void unbroken(String label, String text) {
      put(label, Escapes.oneLine(text, 4096));
    }

    private void put(String label, String text) {
      line("  " + ink.dim(("%-" + LABEL + "s").formatted(label)) + text);
    }
  }
}
