package dev.wspec.report;

import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One case as a terminal shows it: what was asked, what was seen, the last of what was said. */
final class CaseBlock {

  /** With less there is no room for the times. */
  private static final int NARROW = 60;

  private static final int LINES_OF_AN_EVENT = 2;

  private final TextBlock block;
  private final Ink ink;
  private final boolean narrow;
  private final Requirements requirements;

  CaseBlock(Ink ink, int width, Requirements requirements) {
    this.block = new TextBlock(ink, width);
    this.ink = ink;
    this.narrow = width < NARROW;
    this.requirements = requirements;
  }

  /**
   * The whole case.
   *
   * @param asked the question it is about
   * @param standing whether to say how it stands against what was expected
   */
  CaseBlock add(
      CaseResult result, Optional<CheckResult> asked, boolean standing, WireLines lastEvents) {
    boolean stands = standing && result.standing() != Standing.NONE;
    String words = result.verdict().words().toUpperCase(Locale.ROOT);
    block.line(
        ink.verdict(result.verdict(), VerdictSymbol.of(result.verdict()) + " " + words)
            + "  "
            + ink.bold(result.id().value())
            + (result.flaky() ? "  flaky: did not fail again" : "")
            + (stands ? "  " + result.standing().words() : ""));
    block.labelled("", result.title());
    asked.ifPresent(this::check);
    if (result.because() != null) {
      block.labelled("because", result.because());
    }
    if (result.transcript() != null) {
      wire(lastEvents.last(result.transcript()));
    }
    if (!result.rerun().isEmpty()) { // what was overheard cannot be asked again
      block.unbroken("rerun", result.rerun());
    }
    return this;
  }

  /** What else the fault shows in, of which the case is an example. */
  CaseBlock addOthers(Fault fault) {
    int more = fault.cases().size() - 1;
    if (more > 0) {
      block.labelled("as well", more + (more == 1 ? " more case" : " more cases"));
    }
    if (!fault.alsoBroken().isEmpty()) {
      block.labelled("along", "breaks " + String.join(" ", fault.alsoBroken()));
    }
    return this;
  }

  /** What was said, octets and all. */
  CaseBlock addConversation(Transcript transcript, WireLines lines) {
    wire(lines.of(transcript));
    return this;
  }

  String finish() {
    return block.finish();
  }

  private void check(CheckResult check) {
    Optional<Requirement> requirement = requirements.find(check.requirement());
    block.labelled("asked", requirement.map(CaseBlock::words).orElse(check.requirement()));
    if (!check.accepted().equals(requirement.map(Requirement::summary).orElse(""))) {
      block.labelled("accepted", check.accepted());
    }
    block.labelled("observed", check.observed());
    if (check.because() != null) {
      block.labelled("because", check.because());
    }
  }

  private static String words(Requirement requirement) {
    return keyword(requirement.keyword())
        + HtmlCase.where(requirement.rfc(), requirement.section())
        + " ("
        + requirement.id()
        + "): "
        + requirement.summary();
  }

  /** Steps of an algorithm bind like a MUST but have no keyword in the text. */
  private static String keyword(String keyword) {
    return keyword.equals("ALGO") || keyword.equals("INFO") ? "" : keyword + ", ";
  }

  private void wire(List<WireLine> lines) {
    String label = "wire";
    for (WireLine line : lines) {
      String front =
          line.direction().symbol()
              + (narrow ? " " : " ".repeat(Math.max(1, 10 - line.time().length())))
              + (narrow ? "" : line.time() + "  ");
      List<String> remarks = line.remarksShown();
      String what =
          line.name()
              + (remarks.isEmpty() ? "" : " [" + String.join(", ", remarks) + "]")
              + (line.content().isEmpty() ? "" : "  " + line.content().get(0));
      block.hanging(label, front.length(), front + what, LINES_OF_AN_EVENT);
      label = "";
      if (!line.header().isEmpty()) {
        String hex = String.join(" ", line.header()) + " | " + line.payloadHex();
        block.cut("", " ".repeat(front.length()) + hex);
      }
    }
  }
}
