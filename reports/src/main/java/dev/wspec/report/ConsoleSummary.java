package dev.wspec.report;

import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The whole run on one screen of a terminal. */
final class ConsoleSummary {

  /** A screen has 24 lines, and one of them is for the prompt. */
  private static final int SCREEN = 23;

  /** Lines beside those of areas, notes, faults and files. */
  private static final int FRAME = 9;

  private static final int AREAS = 12;
  private static final int FEWEST_AREAS = 2;
  private static final int LINES_OF_NOTES = 4;
  private static final int FAULTS = 4;

  private final RunReport report;
  private final Gate.Outcome gate;
  private final Ink ink;
  private final int width;
  private final Requirements requirements;

  ConsoleSummary(RunReport report, Ink ink, int width, Requirements requirements) {
    this.report = report;
    this.gate = report.gate();
    this.ink = ink;
    this.width = width;
    this.requirements = requirements;
  }

  /**
   * The text of it.
   *
   * @param files that were written, the page first
   */
  String text(List<Path> files) {
    String notes = notes();
    String below = faults() + besides() + files(files);
    AreaTable table = new AreaTable(ink, width, report);
    int room = SCREEN - FRAME - lines(notes) - lines(below) - (table.legend().isEmpty() ? 0 : 1);
    TextBlock block = new TextBlock(ink, width);
    String software = Escapes.oneLine(report.subject().software(), width / 3);
    int left = width - (software.isEmpty() ? 1 : software.length() + 3);
    block.line("");
    block.line(ink.bold(Escapes.oneLine(report.subject().url(), left)) + "  " + software);
    block.line(
        "%s in %.1f s, seed %d%s"
            .formatted(
                CaseCount.words(report.totals().all()),
                report.duration().toMillis() / 1000.0,
                report.seed(),
                ending(report.ending())));
    String front = block.finish();
    TextBlock middle = new TextBlock(ink, width);
    middle.line("");
    table.lines(Math.max(FEWEST_AREAS, Math.min(AREAS, room))).forEach(middle::line);
    if (!table.legend().isEmpty()) {
      middle.line(table.legend());
    }
    middle.line("");
    middle.line(verdict());
    return front + notes + middle.finish() + below;
  }

  private static int lines(String text) {
    return (int) text.lines().count();
  }

  private String notes() {
    TextBlock block = new TextBlock(ink, width);
    int lines = Math.max(1, LINES_OF_NOTES / Math.max(1, report.notes().size()));
    report.notes().stream()
        .limit(LINES_OF_NOTES)
        .forEach(note -> block.hanging("note", 0, note, lines));
    return block.finish();
  }

  private static String ending(RunReport.Ending ending) {
    return switch (ending) {
      case COMPLETE -> "";
      case INTERRUPTED -> ", interrupted";
      case OUT_OF_TIME -> ", out of time";
      case SUBJECT_LOST -> ", subject lost";
    };
  }

  private String verdict() {
    StringBuilder line = new StringBuilder();
    if (report.totals().judged() == 0) {
      line.append(ink.verdict(Verdict.ERROR, "NOTHING WAS JUDGED"));
    } else if (gate.passed() && report.isCutShort()) {
      line.append(ink.verdict(Verdict.ERROR, "NO GATE")).append(": nothing wrong so far");
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

  /** What fails the gate, each thing on a line. */
  private String faults() {
    TextBlock block = new TextBlock(ink, width);
    List<Fault> faults = new ArrayList<>(Fault.of(gate.offenders(), Verdict.FAIL));
    if (report.policy().failOn() == FailOn.SHOULD) {
      faults.addAll(Fault.of(gate.offenders(), Verdict.NON_STRICT));
    }
    int shown = faults.size() > FAULTS ? FAULTS - 1 : faults.size();
    String label = "fix first";
    for (Fault fault : faults.subList(0, shown)) {
      block.cut(label, TextBlock.padded(CaseCount.words(fault.cases().size()), 10) + words(fault));
      label = "";
    }
    if (shown < faults.size()) {
      block.cut("", "and " + (faults.size() - shown) + " more, told above and in the report");
    }
    return block.finish();
  }

  private String words(Fault fault) {
    return fault.requirement()
        + requirements
            .find(fault.requirement())
            .map(Requirement::summary)
            .map(" "::concat)
            .orElse("");
  }

  private String besides() {
    List<String> parts = new ArrayList<>();
    long expected = report.cases().stream().filter(c -> c.standing() == Standing.EXPECTED).count();
    add(parts, expected, "as expected");
    add(parts, gate.errors(), "could not be judged");
    add(parts, report.totals().flaky(), "flaky");
    TextBlock block = new TextBlock(ink, width);
    block.hanging("besides", 0, String.join(", ", parts), 1);
    return block.finish();
  }

  private static void add(List<String> parts, long count, String words) {
    if (count > 0) {
      parts.add(count + " " + words);
    }
  }

  private String files(List<Path> files) {
    TextBlock block = new TextBlock(ink, width);
    files.stream().limit(1).forEach(page -> block.unbroken("report", page.toString()));
    String others = files.stream().skip(1).map(Path::toString).collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      block.cut("files", others);
    }
    return block.finish();
  }
}
