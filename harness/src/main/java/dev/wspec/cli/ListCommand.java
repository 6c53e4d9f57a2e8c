package dev.wspec.cli;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec list}: the cases, a line each. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the cases, one a line: id, a tab, title.",
    footer = {
      "",
      "Examples:",
      "  wspec list",
      "  wspec list closing",
      "  wspec list 'autobahn:7.*'"
    })
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SelectionOptions selection;

  @Parameters(arity = "0..*", paramLabel = "PATTERN", description = "Same as --select.")
  private List<String> patterns = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ListCommand() {}

  @Override
  public Integer call() {
    List<String> all = new ArrayList<>(patterns);
    all.addAll(selection.select());
    PrintWriter out = spec.commandLine().getOut();
    for (ConformanceCase c : selection.cases(Catalogue.load(), Requirements.load(), all)) {
      out.println(c.id() + "\t" + c.title());
    }
    out.flush();
    return ExitCode.PASSED;
  }
}
