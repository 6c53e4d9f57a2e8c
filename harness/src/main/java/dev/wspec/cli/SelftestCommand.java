package dev.wspec.cli;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import dev.wspec.protocol.Role;
import dev.wspec.run.ClientSelfTest;
import dev.wspec.run.KillMatrix;
import dev.wspec.run.SelfTest;
import dev.wspec.run.SelfTest.Complaints;
import dev.wspec.run.SelfTest.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
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
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "server",
      description = "Of which reference peer: server or client (default: ${DEFAULT-VALUE}).")
  private Role role;

  private int client(Requirements requirements) throws IOException {
    ClientSelfTest selfTest =
        new ClientSelfTest(
            selection.cases(Catalogue.load(), requirements), requirements, CONCURRENCY, TIMEOUT);
    ClientLaws laws = new ClientLaws(selfTest, spec.commandLine().getOut());
    int wrong = laws.check();
    if (killMatrix != null) {
      Files.write(killMatrix, laws.matrix());
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  @Override
  public Integer call() throws IOException {
    Requirements requirements = Requirements.load();
    if (role == Role.CLIENT) {
      return client(requirements);
    }
    SelfTest selfTest =
        new SelfTest(
            selection.cases(Catalogue.load(), requirements), requirements, CONCURRENCY, TIMEOUT);
    Complaints sound = selfTest.about(Behaviour.CONFORMING);
    int wrong = tell("reference", "CONFORMING", sound, !sound.isEmpty());
    Map<Defect, Complaints> rows = new EnumMap<>(Defect.class);
    for (Defect defect : Defect.values()) {
      Complaints complaints = selfTest.about(defect.behaviour());
      rows.put(defect, complaints);
      wrong +=
          tell(
              "defect",
              defect.name(),
              complaints,
              KillMatrix.killers(defect, complaints).isEmpty());
    }
    for (Liberty liberty : Liberty.values()) {
      Complaints complaints = selfTest.about(liberty.behaviour());
      wrong += tell("liberty", liberty.name(), complaints, !complaints.failures().isEmpty());
    }
    KillMatrix matrix = new KillMatrix(selfTest.questions(), rows);
    for (Question blind : matrix.blindQuestions()) {
      spec.commandLine().getOut().println("blind\t" + blind.caseId() + "\t" + blind.requirement());
    }
    if (killMatrix != null) {
      Files.write(killMatrix, matrix.lines());
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private int tell(String kind, String name, Complaints complaints, boolean wrong) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        kind
            + "\t"
            + name
            + "\t"
            + complaints.byCase().size()
            + "\t"
            + (wrong ? "WRONG" : "ok")
            + "\t"
            + complaints.byCase().keySet().stream()
                .limit(EXAMPLES)
                .collect(Collectors.joining(" ")));
    out.flush();
    return wrong ? 1 : 0;
  }
}
