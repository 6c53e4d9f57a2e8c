package dev.wspec.cli;

import dev.wspec.run.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Says of a value that an option does not know what it may have meant, and where all stand. */
final class Misspelt {

  /** So many names can be told in a sentence. */
  private static final int FEW = 8;

  private Misspelt() {}

  /** The sentence, or none if there is nothing better to say. */
  static Optional<String> sentence(ParameterException e) {
    ArgSpec taker = e.getArgSpec();
    String value = e.getValue();
    if (taker == null || value == null) {
      return Optional.empty();
    }
    String name = taker instanceof OptionSpec option ? option.longestName() : taker.paramLabel();
    Class<?> type = type(taker);
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return Optional.of(name + " takes a number, not '" + value + "'.");
    }
    List<String> names = names(type);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (names.size() <= FEW) {
      String few = joined(names).toLowerCase(Locale.ROOT);
      return Optional.of(name + " takes " + few + ", not '" + value + "'.");
    }
    List<String> nearest = Nearest.to(value, names);
    String meant = nearest.isEmpty() ? "." : "; did you mean " + joined(nearest) + "?";
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String list = name.replaceFirst("y$", "ie") + "s";
    boolean listed = command.findOption(list) != null;
    String all = listed ? " '" + command.qualifiedName() + " " + list + "' lists all." : "";
    return Optional.of(name + " takes no '" + value + "'" + meant + all);
  }

  /** Of a value, also where there can be several. */
  private static Class<?> type(ArgSpec taker) {
    return taker.isMultiValue() ? taker.auxiliaryTypes()[0] : taker.type();
  }

  private static List<String> names(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    return constants == null ? List.of() : Arrays.stream(constants).map(Object::toString).toList();
  }

  private static String joined(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
