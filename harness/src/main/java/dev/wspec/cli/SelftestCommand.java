package dev.wspec.cli;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.run.SelfTest;
import dev.wspec.run.SelfTest.Complaints;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wspec selftest}: which defect is noticed by which case, and that no liberty is. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description = {
      "Tests the suite: every defect of the reference server has to be noticed, no liberty may be.",
      "One line each: kind, name, how many cases complain, the first of them."
    },
    footer = {"", "Example:", "  wspec selftest > kill-matrix.tsv"})
final class SelftestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SelectionOptions selection;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  SelftestCommand() {}

  @Override
  public Integer call() throws IOException {
    Requirements requirements = Requirements.load();
    List<ConformanceCase> cases =
        selection.cases(Catalogue.load(), requirements).stream()
            .filter(c -> c.subjects().contains(SubjectRole.SERVER))
            .toList();
    SelfTest selfTest = new SelfTest(cases, requirements, 8);
    PrintWriter out = spec.commandLine().getOut();
    int wrong = 0;
    Complaints sound = selfTest.about(Behaviour.CONFORMING);
    tell(out, "reference", "CONFORMING", sound, !sound.isEmpty());
    wrong += sound.isEmpty() ? 0 : 1;
    for (Defect defect : Defect.values()) {
      Complaints complaints = selfTest.about(defect);
      boolean silent = complaints.isEmpty();
      tell(out, "defect", defect.name(), complaints, silent);
      wrong += silent ? 1 : 0;
    }
    for (Liberty liberty : Liberty.values()) {
      Complaints complaints = selfTest.about(liberty.behaviour());
      boolean tooStrict =
          complaints.byCase().values().stream().anyMatch(v -> v.compareTo(Verdict.FAIL) >= 0);
      tell(out, "liberty", liberty.name(), complaints, tooStrict);
      wrong += tooStrict ? 1 : 0;
    }
    return wrong == 0 ? ExitCode.PASSED : ExitCode.FAILED;
  }

  private static void tell(
      PrintWriter out, String kind, String name, Complaints complaints, boolean wrong) {
    out.println(
        kind
            + "\t"
            + name
            + "\t"
            + complaints.byCase().size()
            + "\t"
            + (wrong ? "WRONG" : "ok")
            + "\t"
            + complaints.byCase().keySet().stream().limit(5).collect(Collectors.joining(" ")));
    out.flush();
  }
}
