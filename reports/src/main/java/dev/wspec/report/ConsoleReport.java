package dev.wspec.report;

import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells results on a terminal. What it returns ends in a line end and holds no control characters
 * but those and, if asked for, colours.
 */
public final class ConsoleReport {

  private static final int NARROWEST = 40;
  private static final int FACT = 40;
  private static final WireLines LAST_EVENTS = new WireLines(8, 32);
  private static final WireLines CONVERSATION = new WireLines(24, 32);

  private final Ink ink;
  private final int width;
  private final Requirements requirements;

  /**
   * A teller for one terminal.
   *
   * @param colours whether the terminal understands ANSI colours and is wanted to
   * @param unicode whether it shows more than ASCII
   * @param width in columns; on fewer than 40 lines are broken by the terminal
   */
  public ConsoleReport(boolean colours, boolean unicode, int width, Requirements requirements) {
    this.ink = new Ink(colours, unicode);
    this.width = Math.max(NARROWEST, width);
    this.requirements = requirements;
  }

  /** Each thing that is broken once, by the case that shows it best; then what has no verdict. */
  public List<String> faults(RunReport report) {
    boolean standing = report.policy().hasBaseline();
    List<String> blocks = new ArrayList<>();
    for (Fault fault : Fault.of(report.cases(), Verdict.FAIL)) {
      Optional<CheckResult> asked = Optional.of(fault.observations().get(0).check());
      blocks.add(
          block().add(fault.example(), asked, standing, LAST_EVENTS).addOthers(fault).finish());
    }
    report.cases().stream()
        .filter(result -> result.verdict() == Verdict.ERROR)
        .forEach(result -> blocks.add(failure(result, standing)));
    return blocks;
  }

  /** Every case that is not a plain pass. */
  public List<String> departures(RunReport report) {
    boolean standing = report.policy().hasBaseline();
    return report.cases().stream()
        .filter(result -> result.verdict().compareTo(Verdict.INFORMATIONAL) >= 0)
        .map(result -> failure(result, standing))
        .toList();
  }

  /**
   * All that is to be known of a case that did not simply pass.
   *
   * @param standing whether to say how it stands against what was expected
   */
  public String failure(CaseResult result, boolean standing) {
    return block().add(result, result.worstCheck(), standing, LAST_EVENTS).finish();
  }

  /** What was said, octets and all; the middle of long conversations is left out. */
  public String conversation(Transcript transcript) {
    return block().addConversation(transcript, CONVERSATION).finish();
  }

  private CaseBlock block() {
    return new CaseBlock(ink, width, requirements);
  }

  /** What was measured, a line each. */
  public String facts(RunReport report) {
    TextBlock block = new TextBlock(ink, width);
    block.line("");
    block.line(ink.bold(report.facts().isEmpty() ? "No facts: nothing was measured" : "Facts"));
    int room = Math.max(20, width - FACT - 4);
    for (FactResult fact : report.facts()) {
      String words = TextBlock.padded(fact.words(), FACT);
      block.line("  " + words + "  " + Escapes.oneLine(fact.value(), room));
    }
    return block.finish();
  }

  /** The whole run on one screen of 80 columns and 24 lines, and the files it left. */
  public String summary(RunReport report, List<Path> files) {
    return new ConsoleSummary(report, ink, width, requirements).text(files);
  }
}
