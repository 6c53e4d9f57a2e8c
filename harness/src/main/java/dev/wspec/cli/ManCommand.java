package dev.wspec.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** {@code wspec man}: the manual page, made from what the commands say of themselves. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = "Prints the manual page.",
    footer = {
      "",
      "Examples:",
      "  wspec man | man -l -",
      "  wspec man > /usr/local/share/man/man1/wspec.1"
    })
final class ManCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli injects the spec
  ManCommand() {}

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    PrintWriter out = spec.commandLine().getOut();
    out.println(".TH WSPEC 1 \"\" \"" + roff(Main.Version.version()) + "\" \"wspec\"");
    out.println(".SH NAME");
    out.println("wspec \\- " + roff(described(root.usageMessage().description())));
    out.println(".SH SYNOPSIS");
    out.println(".B wspec\n.I COMMAND\n[\\fIOPTIONS\\fR]");
    out.println(".SH COMMANDS");
    root.subcommands().forEach((name, line) -> command(line.getCommandSpec(), out));
    out.println(".SH NOTES");
    verbatim(List.of(root.usageMessage().footer()), out);
    out.flush();
    return ExitCode.PASSED;
  }

  private static void command(CommandSpec command, PrintWriter out) {
    out.println(".SS " + roff("wspec " + command.name()));
    out.println(roff(described(command.usageMessage().description())));
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      out.println(".TP\n\\fI" + roff(parameter.paramLabel()) + "\\fR");
      out.println(roff(described(filled(parameter.description(), parameter.defaultValue()))));
    }
    for (OptionSpec option : command.options()) {
      String value = option.arity().max() > 0 ? " \\fI" + roff(option.paramLabel()) + "\\fR" : "";
      out.println(".TP\n\\fB" + roff(String.join(", ", option.names())) + "\\fR" + value);
      out.println(roff(described(filled(option.description(), option.defaultValue()))));
    }
    verbatim(List.of(command.usageMessage().footer()), out);
  }

  private static String[] filled(String[] description, @Nullable String value) {
    String[] filled = description.clone();
    for (int i = 0; i < filled.length; i++) {
      filled[i] =
          filled[i]
              .replace("${DEFAULT-VALUE}", value == null ? "" : value)
              .replace("${COMPLETION-CANDIDATES}", "");
    }
    return filled;
  }

  private static String described(String[] lines) {
    return String.join(" ", lines);
  }

  private static void verbatim(List<String> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      return;
    }
    out.println(".PP\n.nf");
    lines.forEach(line -> out.println(line.isBlank() ? ".sp" : roff(plain(line))));
    out.println(".fi");
  }

  /** Without the markup that picocli turns into colours. */
  private static String plain(String text) {
    return new Help.ColorScheme.Builder(Ansi.OFF).build().text(text).plainString();
  }

  /** Text in which nothing is a request or an escape of roff. */
  private static String roff(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    boolean request = escaped.startsWith(".") || escaped.startsWith("'");
    return request ? "\\&" + escaped : escaped;
  }
}
