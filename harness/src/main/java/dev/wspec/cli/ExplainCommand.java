package dev.wspec.cli;

import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Aliases;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Dispositions;
import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.WildDefect;
import dev.wspec.conformance.WildDefects;
import dev.wspec.report.ConsoleReport;
import dev.wspec.run.Demonstration;
import dev.wspec.run.KillMatrix;
import dev.wspec.run.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec explain}: what a case asks, or which cases ask for a requirement. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Explains cases and requirements: what is asked and sent, where it is written, what is"
            + " accepted, which mistakes it finds and who made them.",
    footer = {
      "",
      "Examples:",
      "  wspec explain control/ping/echo~size=125",
      "  wspec explain 6455-5.5.2-03",
      "  wspec explain autobahn:5.3"
    })
final class ExplainCommand implements Callable<Integer> {

  /** Cases that are played, so that one who asks about hundreds need not wait. */
  private static final int PLAYED = 12;

  /** Defects that are described for one question. */
  private static final int DEFECTS = 4;

  private final ConsoleReport console =
      OutputOptions.into(Path.of(".")).console(Requirements.load());
  private int played;

  @Spec private CommandSpec spec;
  @Mixin private SelectionOptions selection;

  @Parameters(
      arity = "1..*",
      paramLabel = "CASE|REQUIREMENT",
      description = "A requirement id, or any pattern that --select takes.")
  private List<String> subjects;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ExplainCommand() {}

  @Override
  public Integer call() {
    Requirements requirements = Requirements.load();
    Catalogue catalogue = Catalogue.load();
    PrintWriter out = spec.commandLine().getOut();
    for (String subject : subjects) {
      Optional<Requirement> requirement = requirements.find(subject);
      if (requirement.isPresent()) {
        explain(requirement.get(), catalogue, out);
      } else {
        selection
            .cases(catalogue, requirements, List.of(subject))
            .forEach(c -> explain(c, requirements, catalogue, out));
      }
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void explain(Requirement requirement, Catalogue catalogue, PrintWriter out) {
    out.println(
        requirement.id()
            + "  "
            + requirement.rfc()
            + " §"
            + requirement.section()
            + "  "
            + requirement.keyword());
    out.println("  " + requirement.summary());
    if (!requirement.note().isEmpty()) {
      out.println("  Note: " + requirement.note());
    }
    Dispositions dispositions = Dispositions.load();
    for (SubjectRole role : requirement.binds()) {
      dispositions
          .of(requirement.id(), role)
          .ifPresent(
              disposition ->
                  out.println(
                      ("  For a " + role.name().toLowerCase(Locale.ROOT) + ": ")
                          + disposition.kind().word()
                          + (disposition.detail().isEmpty() ? "" : ", " + disposition.detail())));
    }
    List<ConformanceCase> asking =
        catalogue.all().stream()
            .filter(
                c -> c.checks().stream().anyMatch(k -> k.requirement().equals(requirement.id())))
            .toList();
    out.println(asking.isEmpty() ? "  No case asks this." : "  Asked by:");
    asking.forEach(c -> out.println("    " + c.id()));
    out.println();
  }

  private void explain(
      ConformanceCase c, Requirements requirements, Catalogue catalogue, PrintWriter out) {
    out.println(c.id());
    out.println("  " + c.title());
    out.println(
        "  Asked of: "
            + c.subjects().stream()
                .map(s -> s.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", ")));
    if (!c.needs().isEmpty()) {
      out.println(
          "  Only if the subject "
              + c.needs().stream().map(n -> n.words()).sorted().collect(Collectors.joining(", ")));
    }
    KillMatrix matrix = KillMatrix.load();
    for (Check check : c.checks()) {
      Requirement requirement = requirements.get(check.requirement());
      out.println(
          "  "
              + requirement.id()
              + "  "
              + requirement.rfc()
              + " §"
              + requirement.section()
              + "  "
              + requirement.keyword());
      out.println("    " + requirement.summary());
      out.println("    Accepted: " + check.judge().accepted());
      SortedSet<String> defects = matrix.defects(new Question(c.id().value(), check.requirement()));
      if (!defects.isEmpty()) {
        out.println("    Notices a server that:");
        defects.stream()
            .limit(DEFECTS)
            .forEach(
                name ->
                    out.println("      " + Defect.valueOf(name).description() + " (" + name + ")"));
        if (defects.size() > DEFECTS) {
          out.println("      and " + (defects.size() - DEFECTS) + " more");
        }
      }
    }
    conversation(c, out);
    String aliases =
        Aliases.autobahn().entrySet().stream()
            .filter(e -> e.getValue().contains(c.id().value()))
            .map(e -> e.getKey())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!aliases.isEmpty()) {
      out.println("  Autobahn Testsuite: " + aliases);
    }
    wild(c, out);
    out.println();
  }

  /** What is sent, and what a sound peer answers; none of those that would take long. */
  private void conversation(ConformanceCase c, PrintWriter out) {
    if (played++ >= PLAYED) {
      return;
    }
    try {
      Demonstration.of(c)
          .ifPresentOrElse(
              transcript -> {
                out.println("  Played with our own echo peer:");
                out.print(console.conversation(transcript));
              },
              () -> out.println("  Not played here: it takes much, or both sides of a proxy."));
    } catch (IOException e) {
      out.println("  Not played: " + e.getMessage());
    }
  }

  private static void wild(ConformanceCase c, PrintWriter out) {
    List<WildDefect> seen =
        WildDefects.load().caughtBy(c).stream().filter(wild -> !wild.seenIn().isEmpty()).toList();
    if (!seen.isEmpty()) {
      out.println("  Seen in the wild:");
    }
    for (WildDefect wild : seen) {
      out.println("    " + wild.id() + "  " + wild.defect());
      out.println(
          "      in "
              + wild.seenIn()
              + (wild.source().isEmpty() ? "" : " (" + wild.source() + ")"));
    }
  }
}
