package dev.wspec.cli;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.run.ClientSelfTest;
import dev.wspec.run.Interrogation;
import dev.wspec.run.KillMatrix;
import dev.wspec.run.Question;
import dev.wspec.run.RelaySelfTest;
import dev.wspec.run.SelfTest;
import dev.wspec.run.SelfTest.Complaints;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wspec selftest}: which defect is noticed by which case, and that no liberty is. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description = {
      "Tests the suite: every defect of the reference server has to be noticed, no liberty may be.",
      "One line each: kind, name, how many cases complain, the first of them. Lines that start",
      "with blind name questions that no defect changes."
    },
    footer = {"", "Example:", "  wspec selftest --kill-matrix kill-matrix.tsv"})
final class SelftestCommand implements Callable<Integer> {

  private static final int CONCURRENCY = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Duration IMPATIENT = Duration.ofMillis(500);
  private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(5);
  private static final int EXAMPLES = 5;

  @Spec private CommandSpec spec;
  @Mixin private SelectionOptions selection;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  SelftestCommand() {}

  @Option(
      names = "--kill-matrix",
      paramLabel = "FILE",
      description = "Writes which cases notice which defect to this file, tab-separated.")
  private @Nullable Path killMatrix;

  @Option(
      names = "--law",
      paramLabel = "LAW",
      split = ",",
      description = "Only these laws: ${COMPLETION-CANDIDATES}; all by default.")
  private Set<Law> laws = EnumSet.allOf(Law.class);

  /** What must hold of the suite. */
  enum Law {
    REFERENCE,
    DEFECTS,
    LIBERTIES
  }

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "server",
      description =
          "Of which reference peer: server, client or intermediary (default: ${DEFAULT-VALUE}).")
  private SubjectRole role;

  private int intermediary(Requirements requirements) throws IOException {
    Collection<ConformanceCase> chosen = selection.cases(Catalogue.load(), requirements);
    RelayLaws relays =
        new RelayLaws(
            new RelaySelfTest(having(chosen, false), requirements, IMPATIENT),
            new RelaySelfTest(having(chosen, true), requirements, IMPATIENT),
            spec.commandLine().getOut());
    int wrong = relays.check(laws.contains(Law.LIBERTIES));
    if (killMatrix != null) {
      write("--kill-matrix", killMatrix, relays.matrix());
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private static List<ConformanceCase> having(
      Collection<ConformanceCase> cases, boolean muchEffort) {
    return cases.stream().filter(c -> c.effort().isOptIn() == muchEffort).toList();
  }

  private int client(Requirements requirements) throws IOException {
    ClientSelfTest selfTest =
        new ClientSelfTest(
            selection.cases(Catalogue.load(), requirements),
            requirements,
            CONCURRENCY,
            CLIENT_TIMEOUT);
    ClientLaws clientLaws = new ClientLaws(selfTest, spec.commandLine().getOut());
    int wrong = clientLaws.check(laws);
    if (killMatrix != null) {
      write("--kill-matrix", killMatrix, clientLaws.matrix().lines());
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  @Option(
      names = "--docs",
      paramLabel = "FOLDER",
      description = "Runs nothing; writes catalogue.md and coverage.md into this folder.")
  private @Nullable Path docs;

  @Override
  public Integer call() throws IOException {
    Requirements requirements = Requirements.load();
    if (docs != null) {
      Path folder = docs;
      new GeneratedPages(Catalogue.load(), requirements)
          .all()
          .forEach((name, page) -> write("--docs", folder.resolve(name), page));
      return ExitCode.PASSED;
    }
    if (role == SubjectRole.CLIENT) {
      return client(requirements);
    }
    if (role == SubjectRole.INTERMEDIARY) {
      return intermediary(requirements);
    }
    Collection<ConformanceCase> cases = selection.cases(Catalogue.load(), requirements);
    SelfTest selfTest = new SelfTest(cases, requirements, CONCURRENCY, TIMEOUT);
    int wrong = 0;
    if (laws.contains(Law.REFERENCE)) {
      Complaints sound = selfTest.about(Behaviour.CONFORMING);
      wrong += tell("reference", "CONFORMING", sound.byCase().keySet(), !sound.isEmpty());
    }
    if (laws.contains(Law.DEFECTS)) {
      wrong += defects(cases, requirements);
    }
    if (laws.contains(Law.LIBERTIES)) {
      for (Liberty liberty : Liberty.values()) {
        Complaints complaints = selfTest.about(liberty.behaviour());
        wrong +=
            tell(
                "liberty",
                liberty.name(),
                complaints.byCase().keySet(),
                !complaints.failures().isEmpty());
      }
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private int defects(Collection<ConformanceCase> cases, Requirements requirements)
      throws IOException {
    KillMatrix matrix;
    try (Interrogation interrogation =
        new Interrogation(cases, requirements, Interrogation.USUAL_TIMEOUT)) {
      matrix = interrogation.ask(List.of(Defect.values()));
    }
    int wrong = 0;
    for (Defect defect : Defect.values()) {
      List<String> killers = matrix.killers(defect).stream().map(Question::caseId).toList();
      wrong += tell("defect", defect.name(), killers, killers.isEmpty());
    }
    for (Question blind : matrix.blind()) {
      spec.commandLine().getOut().println("blind\t" + blind.caseId() + "\t" + blind.requirement());
    }
    if (killMatrix != null) {
      write("--kill-matrix", killMatrix, matrix.lines());
    }
    return wrong;
  }

  private static void write(String option, Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UsageError(
          option + ": " + file + " cannot be written; name a file in a folder that exists.");
    }
  }

  private int tell(String kind, String name, Collection<String> cases, boolean wrong) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        kind
            + "\t"
            + name
            + "\t"
            + cases.size()
            + "\t"
            + (wrong ? "WRONG" : "ok")
            + "\t"
            + cases.stream().limit(EXAMPLES).collect(Collectors.joining(" ")));
    out.flush();
    return wrong ? 1 : 0;
  }
}
