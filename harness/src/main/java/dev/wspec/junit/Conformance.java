package dev.wspec.junit;

import dev.wspec.conformance.Aliases;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.report.Baseline;
import dev.wspec.report.FailOn;
import dev.wspec.report.HtmlReport;
import dev.wspec.report.Policy;
import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import dev.wspec.report.SelectionInfo;
import dev.wspec.report.SubjectInfo;
import dev.wspec.report.SuiteInfo;
import dev.wspec.run.Account;
import dev.wspec.run.RunEnd;
import dev.wspec.run.Selection;
import dev.wspec.run.Suite;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/**
 * The suite as tests of one's own server, in a line:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> conformance() {
 *   return Conformance.of("ws://localhost:9001/").select("framing", "closing").tests();
 * }
 * }</pre>
 */
public final class Conformance {

  private final String url;
  private final List<String> select = new ArrayList<>();
  private final List<String> exclude = new ArrayList<>();
  private final List<String[]> headers = new ArrayList<>();
  private Baseline written = Baseline.EMPTY;
  private String baselineName = "";
  private boolean strict;
  private FailOn failOn = FailOn.MUST;
  private int concurrency = 8;
  private long seed = 1;
  private @Nullable Path folder;

  private Conformance(String url) {
    this.url = url;
  }

  /** Tests the server at a {@code ws} or {@code wss} URL. */
  public static Conformance of(String url) {
    return new Conformance(url);
  }

  /** Only these cases, by patterns as {@code --select} takes them. */
  public Conformance select(String... patterns) {
    select.addAll(List.of(patterns));
    return this;
  }

  /** All but these cases. */
  public Conformance exclude(String... patterns) {
    exclude.addAll(List.of(patterns));
    return this;
  }

  /** Expects the failures that the file lists; one that is none any more fails its test. */
  public Conformance baseline(Path file) {
    try {
      written = Baseline.read(file);
      baselineName = file.toString();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("the baseline " + file + " cannot be read", e);
    }
  }

  /** Adds a field to each request: {@code Cookie: session=1}. */
  public Conformance header(String line) {
    String[] parts = line.split(":", 2);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a header is 'Name: value', not '" + line + "'");
    }
    headers.add(new String[] {parts[0].strip(), parts[1].strip()});
    return this;
  }

  /** Whether a broken SHOULD is a failure. */
  public Conformance strict(boolean wanted) {
    strict = wanted;
    return this;
  }

  /** From which verdict on a test fails. */
  public Conformance failOn(FailOn level) {
    failOn = level;
    return this;
  }

  /** How many cases run at a time: 8 if nothing is said. */
  public Conformance concurrency(int cases) {
    concurrency = cases;
    return this;
  }

  /** Gives the same masks, keys, payloads and order as another run with it. */
  public Conformance seed(long number) {
    seed = number;
    return this;
  }

  /** Writes {@code index.html} and {@code results.json} into this folder as well. */
  public Conformance report(Path into) {
    folder = into;
    return this;
  }

  /**
   * Runs the suite, and gives a test for each case, by area.
   *
   * @throws AssertionError if the server cannot be reached or does not live to the end
   * @throws IllegalArgumentException if the URL is none or a pattern matches nothing
   */
  public Stream<DynamicNode> tests() {
    RunReport report = run();
    if (report.ending() == RunReport.Ending.SUBJECT_LOST) {
      throw new AssertionError(String.join(" ", report.notes()));
    }
    return new CaseTests(report).byArea();
  }

  /** Runs the suite. */
  public RunReport run() {
    Catalogue catalogue = Catalogue.load();
    Requirements requirements = Requirements.load();
    List<ConformanceCase> cases = cases(catalogue, requirements);
    ServerSubject subject = subject();
    Instant started = Instant.now();
    Probe probe = probe(subject);
    Suite suite =
        new Suite(
            subject.probed(probe),
            new CaseJudge(requirements, strict),
            new Suite.Settings(concurrency, subject.timeout(), seed));
    RunEnd end = suite.run(cases, outcome -> {});
    List<String> notes = new ArrayList<>(probe.notes());
    notes.addAll(end.notes());
    notes.addAll(Account.notes(written, catalogue, LocalDate.now(ZoneId.systemDefault())));
    Account account =
        new Account(
            new SuiteInfo(version(), ""),
            started,
            seed,
            new SubjectInfo(url, SubjectRole.SERVER, probe.capabilities(), probe.software()),
            new SelectionInfo(select, exclude, catalogue.all().size()),
            new Policy(strict, failOn, subject.timeout(), concurrency, baselineName));
    Baseline baseline = written.on(LocalDate.now(ZoneId.systemDefault()));
    RunReport report = account.of(end, notes, requirements, this::rerun, baseline::standing);
    write(report);
    return report;
  }

  private List<ConformanceCase> cases(Catalogue catalogue, Requirements requirements) {
    try {
      return new Selection(catalogue.all(), requirements, Aliases.autobahn())
          .of(select, exclude).stream()
              .filter(c -> c.subjects().contains(SubjectRole.SERVER))
              .toList();
    } catch (Selection.UnmatchedPattern e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private ServerSubject subject() {
    try {
      ServerSubject.Builder builder = ServerSubject.at(url);
      headers.forEach(field -> builder.header(field[0], field[1]));
      return builder.build();
    } catch (UnusableSubject e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Probe probe(ServerSubject subject) {
    try (Watchdog watchdog = new Watchdog()) {
      return Prober.probe(subject, watchdog, seed);
    } catch (Unreachable e) {
      throw new AssertionError(e.sentence(), e);
    }
  }

  private String rerun(CaseOutcome outcome) {
    return "wspec server '" + url + "' --select '" + outcome.id() + "' --seed " + seed;
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Conformance.class.getPackage().getImplementationVersion(), "(unpackaged)");
  }

  private void write(RunReport report) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder);
      new HtmlReport().write(report, folder.resolve("index.html"));
      new ResultsJson().write(report, folder.resolve("results.json"));
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written to " + folder, e);
    }
  }
}
