package dev.wspec.cli;

import dev.wspec.compare.TargetSpec;
import dev.wspec.report.ComparedTarget;
import dev.wspec.report.Comparison;
import dev.wspec.report.ComparisonJson;
import dev.wspec.report.ComparisonPage;
import dev.wspec.report.Profile;
import dev.wspec.report.Resemblance;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec compare}: several targets side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tests several servers, or takes stored results, and shows where they differ.",
    footer = {
      "",
      "Examples:",
      "  wspec compare ws://localhost:9001/ ws://localhost:9002/",
      "  wspec compare targets.yaml                  URLs, processes, images, Dockerfiles",
      "  wspec compare npm-ws java-jetty             folders of docker/targets, in containers",
      "  wspec compare docker/targets --expected     all of them, as is written beside them",
      "  wspec compare before.json after.json        results of earlier runs",
      "  wspec compare ws://localhost:9001/ --base before.json",
      "  wspec compare --clients npm-ws,java-jdk --servers ws://localhost:9001/,python-websockets",
      "",
      "A targets file:",
      "  targets:",
      "    - { name: mine, url: 'ws://localhost:9001/chat' }",
      "    - { name: next, process: 'node server.js {port}', folder: ../next }",
      "    - { name: theirs, image: 'registry/echo:2', port: 8080, path: /echo }",
      "    - { name: built, build: docker/targets/npm-ws }",
      "",
      "Exit codes: 0 all were tested, 1 something is worse than in --base, not as --expected or,",
      "with --clients, wrong,",
      "2 usage, 3 a target could not be tested to its end; the others are in the comparison."
    })
final class CompareCommand implements Callable<Integer> {

  /** Of a target's log; its whole tail is in its folder. */
  private static final int SHOWN = 10;

  /** Where clients that are only named stand. */
  private static final Path CLIENTS = Path.of("docker/clients");

  /** What a client may take to say what it has to say. */
  private static final int CONVERSATION_SECONDS = 120;

  @Spec private CommandSpec spec;
  @Mixin private RunOptions options;
  @Mixin private SubjectOptions subjectOptions;
  @Mixin private SelectionOptions selection;

  @Parameters(
      arity = "0..*",
      paramLabel = "TARGET",
      description = "A targets file, a URL, a folder with target.yaml, or results of a run.")
  private List<String> words = List.of();

  @Option(
      names = "--base",
      paramLabel = "RESULTS.json",
      description = "Of an earlier run: what is worse now is shown first.")
  private @Nullable Path base;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many targets at a time (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      defaultValue = "wspec-comparison",
      description = "Takes index.html, comparison.json and a report of each target.")
  private Path folder;

  @Option(
      names = "--targets",
      paramLabel = "FOLDER",
      defaultValue = "docker/targets",
      description = "Where targets that are only named stand (default: ${DEFAULT-VALUE}).")
  private Path shelf;

  @Option(
      names = "--profiles",
      paramLabel = "FOLDER",
      description = "Profiles of implementations of yours, beside those that wspec knows.")
  private @Nullable Path profiles;

  @Option(
      names = "--save-profiles",
      paramLabel = "FOLDER",
      description = "Writes the profile of each target there.")
  private @Nullable Path saved;

  @Option(
      names = "--expected",
      description = "Compares each target with the expected.json beside its target.yaml.")
  private boolean expected;

  @Option(
      names = "--write-expected",
      description = "Writes the expected.json of each target; reasons that it has are kept.")
  private boolean writeExpected;

  @Option(
      names = "--clients",
      split = ",",
      paramLabel = "CLIENT",
      description = {
        "Clients that are not ours, each of which talks to each of --servers with a tap between:",
        "folders of docker/clients with talk.sh, or NAME='command {url}'."
      })
  private List<String> clients = List.of();

  @Option(
      names = "--servers",
      split = ",",
      paramLabel = "TARGET",
      description = "Echo servers for --clients: URLs, targets files or folders.")
  private List<String> servers = List.of();

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  CompareCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (parallel < 1 || parallel > 64) {
      throw new UsageError("--parallel takes a number from 1 to 64.");
    }
    if (!clients.isEmpty() || !servers.isEmpty()) {
      return matrix();
    }
    List<Column> columns = Column.all(base, words, shelf);
    List<Profile> known = new ArrayList<>(Profile.builtIn());
    if (profiles != null) {
      known.addAll(readProfiles(profiles));
    }
    Files.createDirectories(folder);
    List<ComparedTarget> targets = run(columns);
    Map<String, Resemblance> resemblances = new HashMap<>();
    for (ComparedTarget target : targets) {
      RunReport report = target.report();
      if (report != null) {
        Profile.nearest(report, known).ifPresent(r -> resemblances.put(target.name(), r));
        save(target, report);
      }
    }
    Comparison comparison = Comparison.of(targets, base == null ? -1 : 0);
    Path page = folder.resolve("index.html");
    new ComparisonPage(comparison, resemblances, t -> Column.file(t.name()) + "/index.html")
        .write(page);
    ComparisonJson.write(comparison, resemblances, folder.resolve("comparison.json"));
    tell(comparison, page);
    if (writeExpected) {
      new Expectations(columns, targets).write();
    }
    boolean asExpected =
        !expected || new Expectations(columns, targets).tell(spec.commandLine().getOut());
    if (!targets.stream().allMatch(ComparedTarget::isComplete)) {
      return ExitCode.NOT_JUDGED;
    }
    return comparison.regressions().isEmpty() && asExpected ? ExitCode.PASSED : ExitCode.FAILED;
  }

  /** Each of the clients with each of the servers. */
  private int matrix() throws IOException, InterruptedException {
    if (clients.isEmpty() || servers.isEmpty() || !words.isEmpty()) {
      throw new UsageError("--clients and --servers go together, and without other targets.");
    }
    ClientServerMatrix matrix =
        new ClientServerMatrix(
            clients.stream().map(word -> TappedClient.of(word, CLIENTS)).toList(),
            Column.servers(servers, shelf),
            subjectOptions,
            CONVERSATION_SECONDS,
            Files.createDirectories(folder));
    Comparison comparison = Comparison.of(matrix.play());
    Path page = folder.resolve("index.html");
    new ComparisonPage(comparison, Map.of(), t -> Column.file(t.name()) + "/server/index.html")
        .write(page);
    ComparisonJson.write(comparison, Map.of(), folder.resolve("comparison.json"));
    matrix.tell(spec.commandLine().getOut());
    tell(comparison, page);
    if (!comparison.targets().stream().allMatch(ComparedTarget::isComplete)) {
      return ExitCode.NOT_JUDGED;
    }
    return matrix.isAnyWrong() ? ExitCode.FAILED : ExitCode.PASSED;
  }

  private static List<Profile> readProfiles(Path folder) {
    try {
      return Profile.readAll(folder);
    } catch (IOException e) {
      throw new UsageError("the profiles cannot be read: " + e.getMessage());
    }
  }

  private List<ComparedTarget> run(List<Column> columns) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<ComparedTarget>> running = new ArrayList<>();
      for (Column column : columns) {
        running.add(threads.submit(() -> compared(column)));
      }
      List<ComparedTarget> targets = new ArrayList<>();
      for (Future<ComparedTarget> each : running) {
        targets.add(each.get());
      }
      return targets;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UsageError mistake) {
        throw mistake;
      }
      throw new IllegalStateException("a target broke wspec: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private ComparedTarget compared(Column column) throws IOException {
    TargetSpec target = column.target();
    Path own = Files.createDirectories(folder.resolve(Column.file(column.name())));
    if (target == null) {
      // Read here and not before, since a hundred of them with their transcripts fill gigabytes.
      RunReport report = Results.read(Objects.requireNonNull(column.stored()));
      TargetRun.keep(report, own);
      return ComparedTarget.tested(column.name(), report.subject().url(), report)
          .withoutTranscripts();
    }
    return new TargetRun(options, subjectOptions, selection, own)
        .of(target, what -> say(target.name(), what));
  }

  private void save(ComparedTarget target, RunReport report) throws IOException {
    if (saved != null) {
      Files.createDirectories(saved);
      Files.writeString(
          saved.resolve(Column.file(target.name()) + ".json"),
          Profile.of(target.about(), "", report).json());
    }
  }

  private synchronized void say(String name, String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(name + ": " + what);
    err.flush();
  }

  private void tell(Comparison comparison, Path page) {
    PrintWriter out = spec.commandLine().getOut();
    for (ComparedTarget target : comparison.targets()) {
      if (!target.trouble().isEmpty()) {
        out.println("! " + target.name() + ": " + target.trouble());
        target.log().stream()
            .skip(Math.max(0, target.log().size() - SHOWN))
            .forEach(line -> out.println("    " + printable(line)));
      }
    }
    out.println(
        comparison.targets().size()
            + " targets, "
            + comparison.rows().size()
            + " cases: they differ in "
            + comparison.differences().size()
            + ".");
    if (comparison.base() >= 0) {
      out.println("Worse than the base: " + comparison.regressions().size());
      comparison.regressions().forEach(row -> out.println("  " + row.id()));
    }
    out.println("  comparison  " + page);
  }

  static String printable(String line) {
    return line.replaceAll("\\p{C}", "?");
  }
}
