package dev.wspec.cli;

import static java.util.stream.Collectors.joining;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.report.Baseline;
import dev.wspec.report.CaseCount;
import dev.wspec.report.CaseResult;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.Journal;
import dev.wspec.report.Policy;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.Standing;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import dev.wspec.run.Account;
import dev.wspec.run.RunEnd;
import dev.wspec.run.RunSink;
import dev.wspec.run.Suite;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the suite from the command line, from the selection to the report. */
final class SuiteRun {

  private final Interruption interruption = new Interruption();

  private final Instant started = Instant.now();
  private final Requirements requirements = Requirements.load();

  private final Catalogue catalogue;
  private final SubjectRole role;
  private final RunOptions options;
  private final SelectionOptions selection;
  private final OutputOptions output;
  private final Duration timeout;
  private final List<String> command;
  private final List<ConformanceCase> cases;
  private final Baseline written;
  private final Baseline expected;
  private final @Nullable Baseline earlier;
  private final Path folder;

  /**
   * Checks the options before anything is run.
   *
   * @param command the words of a command line that repeats a case, but for the case and the seed
   */
  SuiteRun(
      Catalogue catalogue,
      SubjectRole role,
      RunOptions options,
      SelectionOptions selection,
      OutputOptions output,
      Duration timeout,
      List<String> command) {
    this.catalogue = catalogue;
    this.role = role;
    this.options = options;
    this.selection = selection;
    this.output = output;
    this.timeout = timeout;
    this.command = List.copyOf(command);
    options.concurrency();
    cases =
        selection.cases(catalogue, requirements).stream()
            .filter(c -> c.subjects().contains(role))
            .toList();
    if (cases.isEmpty()) {
      throw new UsageError(
          "None of the selected cases can be asked of a "
              + role.name().toLowerCase(Locale.ROOT)
              + ".");
    }
    options.allowed();
    options.maxTime();
    written = BaselineCommand.read(options.baseline());
    expected = written.on(LocalDate.now(ZoneId.systemDefault()));
    earlier = options.against().map(run -> Baseline.of(run.cases(), Baseline.EMPTY)).orElse(null);
    folder = output.folder();
  }

  /** How many there are, in words. */
  String count() {
    return CaseCount.words(cases.size());
  }

  List<ConformanceCase> cases() {
    return cases;
  }

  /** Plays the cases. */
  RunEnd play(Subject subject, Consumer<CaseOutcome> told) throws IOException {
    Suite suite =
        new Suite(
            subject,
            new CaseJudge(requirements, options.strict()),
            new Suite.Settings(options.concurrency(), timeout, options.seed()));
    Thread warmUp = new Thread(HtmlReport::warmUp, "wspec-warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
    interruption.runs(suite::cancel);
    options.maxTime().ifPresent(time -> endAfter(time, suite));
    try (Journal journal = Journal.create(folder.resolve("results.jsonl"));
        Progress progress =
            new Progress(
                output.terminal() && !output.quiet() ? output.width() : 0,
                output.unicode(),
                cases.size(),
                options.maxTime().orElse(Course.NO_LIMIT),
                System.err)) {
      return suite.run(
          cases,
          new RunSink() {
            @Override
            public void finished(CaseOutcome outcome) {
              try {
                journal.append(CaseResult.of(outcome, rerun(outcome)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              progress.finished(outcome);
              told.accept(outcome);
            }

            @Override
            public void confirming(int doubtful) {
              progress.confirming(doubtful);
            }
          });
    }
  }

  /** What there is to tell of the run. */
  RunReport report(String address, Probe probe, RunEnd end) {
    List<String> notes = new ArrayList<>(probe.notes());
    notes.addAll(end.notes());
    notes.addAll(Account.notes(written, catalogue, LocalDate.now(ZoneId.systemDefault())));
    int left = cases.size() - end.outcomes().size();
    if (left > 0) {
      notes.add("Not judged: " + left + " of " + cases.size() + " cases did not run.");
    }
    Account account =
        new Account(
            new SuiteInfo(Main.Version.version(), ""),
            started,
            options.seed(),
            new SubjectInfo(address, role, probe.capabilities(), probe.software()),
            new SelectionInfo(
                selection.select(),
                selection.exclude(),
                catalogue.all().size(),
                selection.shardName()),
            new Policy(
                options.strict(),
                options.failOn(),
                timeout,
                options.concurrency(),
                options.expectations(),
                options.allowed()));
    return account.of(end, notes, requirements, this::rerun, this::standing);
  }

  /** How a result stands against what is known of the subject. */
  Standing standing(CaseResult result) {
    Standing standing = expected.standing(result);
    boolean silent = standing == Standing.NEW || standing == Standing.NONE;
    return earlier != null && silent ? Baseline.against(earlier, result) : standing;
  }

  private static void endAfter(Duration time, Suite suite) {
    Timer timer = new Timer("wspec-max-time", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            suite.beginNoMore();
          }
        },
        time.toMillis());
  }

  /** The report is written, or never will be: an interrupted process may end. */
  void delivered() {
    interruption.delivered();
  }

  /** A command line that repeats a case. */
  private String rerun(CaseOutcome outcome) {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of("--select", outcome.id().value(), "--seed", String.valueOf(options.seed())));
    return words.stream().map(SuiteRun::quoted).collect(joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w:/.@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
