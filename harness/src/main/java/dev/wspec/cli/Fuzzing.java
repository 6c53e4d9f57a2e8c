package dev.wspec.cli;

import dev.wspec.conformance.Requirements;
import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.Finding;
import dev.wspec.fuzz.Rush;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FailOn;
import dev.wspec.report.Policy;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of fuzzing as the user sees it: on the console, in folders, and in a report. */
final class Fuzzing {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(s|m|h)?");

  private final OutputOptions output;
  private final PrintWriter out;
  private final FindingsFolder folder;
  private final Instant started = Instant.now();
  private final Interruption interruption = new Interruption();

  Fuzzing(OutputOptions output, PrintWriter out, FindingsFolder folder) {
    this.output = output;
    this.out = out;
    this.folder = folder;
  }

  /** Reads {@code 60s}, {@code 10m} or {@code 1h}. */
  static Duration duration(String option, String time) {
    Matcher matcher = TIME.matcher(time);
    if (!matcher.matches()) {
      throw new UsageError(
          option + " takes a number and s, m or h, such as 60s; not '" + time + "'.");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (String.valueOf(matcher.group(2))) {
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofSeconds(count);
    };
  }

  void begin(String target, String time, long seed) {
    if (!output.quiet()) {
      out.println("Fuzzing " + target + " for " + time + ", seed " + seed + ".");
      out.flush();
    }
  }

  /** What is found is kept at once, so that nothing is lost however the run ends. */
  void tell(Finding finding) {
    try {
      folder.store(finding);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the finding " + finding.signature() + " was not kept: " + e.getMessage(), e);
    }
    if (!output.quiet()) {
      out.println("Found " + finding.signature() + (finding.outcome().flaky() ? ", flaky." : "."));
      out.flush();
    }
  }

  /** What Ctrl-C does, and who is told that the report is written. */
  Interruption interruption() {
    return interruption;
  }

  /** How a campaign ended, and what is to be said of it. */
  record End(RunReport.Ending ending, List<String> notes, List<Finding> findings) {

    static End of(Campaign campaign) {
      List<String> notes = new ArrayList<>();
      notes.add(
          "%d conversations were played, with %d kinds of outcomes."
              .formatted(campaign.runs(), campaign.kinds()));
      campaign.rush().ifPresent(rush -> notes.addAll(told(rush)));
      if (campaign.stalls() > 0) {
        notes.add(
            campaign.stalls() == 1
                ? "One conversation ran out of time, and did not when it was played again: the"
                    + " machine may be busy."
                : campaign.stalls()
                    + " conversations ran out of time, and did not when they were played again: the"
                    + " machine may be busy.");
      }
      if (campaign.isDead()) {
        notes.add("The run ended because the target was gone.");
      }
      boolean alone = (campaign.runs() == 0 || !campaign.hasMet()) && campaign.findings().isEmpty();
      if (alone) {
        notes.add("No WebSocket connection came about, so nothing can be said.");
      }
      return new End(
          campaign.isCancelled() && !campaign.isDead()
              ? RunReport.Ending.INTERRUPTED
              : campaign.isDead() || alone
                  ? RunReport.Ending.SUBJECT_LOST
                  : RunReport.Ending.COMPLETE,
          notes,
          campaign.findings());
    }
  }

  private static List<String> told(Rush rush) {
    List<String> told = new ArrayList<>();
    told.add(
        String.format(
            Locale.ROOT,
            "%,d sound ones were played back to back, %,d in a second.",
            rush.conversations(),
            Math.round(rush.rate())));
    if (rush.dashed() > 0) {
      told.add(
          String.format(
              Locale.ROOT,
              "%,d were played in one write each, %,d in a second.",
              rush.dashed(),
              Math.round(rush.dashRate())));
    }
    if (rush.slips() > 0) {
      told.add(
          "Something went wrong among these %s, and not when the same was played again."
              .formatted(rush.slips() == 1 ? "once" : rush.slips() + " times"));
    }
    return told;
  }

  /** Writes the report, tells what was found, and returns the exit code. */
  int deliver(End end, SubjectInfo subject, Duration timeout, FailOn failOn, long seed) {
    List<String> notes = new ArrayList<>(end.notes());
    end.findings().stream()
        .filter(each -> !each.notes().isEmpty())
        .forEach(each -> notes.add(each.signature() + ": " + String.join(" ", each.notes())));
    List<CaseResult> results =
        end.findings().stream()
            .map(each -> CaseResult.of(each.outcome(), folder.rerun(each)))
            .toList();
    RunReport report =
        report(results, end.ending(), notes, subject, new Plan(started, timeout, failOn, seed));
    if (results.isEmpty() && end.ending() == RunReport.Ending.COMPLETE) {
      output.write(report);
      out.println("Nothing wrong was found: " + end.notes().get(0));
      end.notes().stream().skip(1).forEach(out::println);
      out.flush();
      return ExitCode.PASSED;
    }
    return output.deliver(report, out);
  }

  /** What a run was told. */
  record Plan(Instant started, Duration timeout, FailOn failOn, long seed) {}

  /** The report about conversations that were played. */
  static RunReport report(
      List<CaseResult> results,
      RunReport.Ending ending,
      List<String> notes,
      SubjectInfo subject,
      Plan plan) {
    return new RunReport(
        new SuiteInfo(Main.Version.version(), ""),
        plan.started(),
        Duration.between(plan.started(), Instant.now()),
        plan.seed(),
        subject,
        new SelectionInfo(List.of(), List.of(), results.size()),
        new Policy(false, plan.failOn(), plan.timeout(), 1, "", 0),
        ending,
        notes,
        results,
        List.of(),
        RequirementResult.of(results, Requirements.load()));
  }
}
