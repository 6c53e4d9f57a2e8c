package dev.wspec.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wspec completion}: what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script for a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(wspec completion bash)",
      "  wspec completion zsh > ~/.zsh/completions/_wspec.sh && source"
          + " ~/.zsh/completions/_wspec.sh",
      "  wspec completion fish > ~/.config/fish/completions/wspec.fish"
    })
final class CompletionCommand implements Callable<Integer> {

  /** The shells that are known. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private Shell shell;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    switch (shell) {
      // The script for bash turns on what zsh needs to run it.
      case BASH, ZSH -> out.print(AutoComplete.bash("wspec", root));
      case FISH -> fish(root, out);
    }
    out.flush();
    return ExitCode.PASSED;
  }

  private static void fish(CommandLine root, PrintWriter out) {
    out.println("complete -c wspec -f");
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              out.printf(
                  "complete -c wspec -n __fish_use_subcommand -a %s -d '%s'%n",
                  name, first(command.getCommandSpec().usageMessage().description()));
              command.getCommandSpec().options().forEach(option -> fish(name, option, out));
            });
  }

  private static void fish(String command, OptionSpec option, PrintWriter out) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.charAt(1));
    }
    out.printf(
        "complete -c wspec -n '__fish_seen_subcommand_from %s'%s%s -d '%s'%n",
        command, names, fishValue(option), first(option.description()));
  }

  private static String fishValue(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    if (option.completionCandidates() != null) {
      List<String> names = new ArrayList<>();
      option.completionCandidates().forEach(names::add);
      return " -x -a '" + String.join(" ", names) + "'";
    }
    return option.paramLabel().matches(".*(FILE|FOLDER|json|PEM|P12).*") ? " -r -F" : " -x";
  }

  private static String first(String[] description) {
    return description.length == 0 ? "" : description[0].replace("'", "\\'");
  }
}
