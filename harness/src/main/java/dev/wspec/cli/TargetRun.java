package dev.wspec.cli;

import dev.wspec.compare.LaunchFailure;
import dev.wspec.compare.Launched;
import dev.wspec.compare.Launcher;
import dev.wspec.compare.TargetSpec;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.CaseCount;
import dev.wspec.report.ComparedTarget;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** One target of a comparison, from its start to its end; leaves results, report and log. */
final class TargetRun {

  private final RunOptions options;
  private final SubjectOptions subjectOptions;
  private final SelectionOptions selection;
  private final Path folder;

  /**
   * Nothing is started yet.
   *
   * @param folder for what the target leaves behind
   */
  TargetRun(
      RunOptions options, SubjectOptions subjectOptions, SelectionOptions selection, Path folder) {
    this.options = options;
    this.subjectOptions = subjectOptions;
    this.selection = selection;
    this.folder = folder;
  }

  /** Starts the target, tests it, and ends it; what goes wrong with it is part of the result. */
  ComparedTarget of(TargetSpec target, Consumer<String> told) throws IOException {
    told.accept("starting");
    try (Launched launched = Launcher.launch(target)) {
      told.accept("ready at " + launched.url());
      RunReport report = test(launched.url());
      keep(report, folder);
      List<String> log = launched.log();
      keep(log);
      String trouble = trouble(report, launched);
      told.accept(trouble.isEmpty() ? words(report) : trouble);
      return new ComparedTarget(
              target.name(), target.about(), report, trouble, trouble.isEmpty() ? List.of() : log)
          .withoutTranscripts();
    } catch (LaunchFailure e) {
      keep(e.log());
      told.accept(e.sentence());
      return new ComparedTarget(target.name(), target.about(), null, e.sentence(), e.log());
    }
  }

  private static String trouble(RunReport report, Launched launched) {
    List<String> sentences = new ArrayList<>();
    String fate = launched.fate();
    if (!fate.isEmpty()) {
      sentences.add(fate);
    }
    if (report.ending() != RunReport.Ending.COMPLETE) {
      sentences.addAll(report.notes());
    }
    return String.join(" ", sentences);
  }

  private RunReport test(String url) throws IOException {
    ServerSubject subject = subjectOptions.server(url);
    List<String> command = new ArrayList<>(List.of("wspec", "server", url));
    command.addAll(subjectOptions.words());
    SuiteRun run =
        new SuiteRun(
            Catalogue.load(),
            SubjectRole.SERVER,
            options,
            selection,
            OutputOptions.into(folder),
            subject.timeout(),
            command);
    Probe probe;
    try (Watchdog watchdog = new Watchdog()) {
      probe = Prober.probe(subject, watchdog, options.seed());
    } catch (Unreachable e) {
      RunEnd nothing = new RunEnd(RunEnd.Ending.SUBJECT_LOST, List.of(), List.of(e.sentence()));
      return run.report(url, ServerCommand.UNKNOWN, nothing);
    }
    try {
      return run.report(url, probe, run.play(subject.probed(probe), outcome -> {}));
    } finally {
      run.delivered();
    }
  }

  /** A target's own report holds the transcripts. */
  static void keep(RunReport report, Path folder) throws IOException {
    new ResultsJson().write(report, folder.resolve("results.json"));
    new HtmlReport().write(report, folder.resolve("index.html"));
  }

  private void keep(List<String> log) throws IOException {
    if (!log.isEmpty()) {
      Files.write(folder.resolve("log.txt"), log);
    }
  }

  private static String words(RunReport report) {
    return CaseCount.words(report.cases().size())
        + ", "
        + report.totals().count(Verdict.FAIL)
        + " wrong, "
        + String.format(Locale.ROOT, "%.1f s", report.duration().toMillis() / 1000.0);
  }
}
