package dev.wspec.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults for options from {@code wspec.properties} in the current folder, or from the file that
 * {@code WSPEC_CONFIG} names: {@code timeout=10} is {@code --timeout 10}. What stands on the
 * command line wins.
 */
final class ConfigFile implements IDefaultValueProvider {

  static final String NAME = "wspec.properties";

  private final Properties values = new Properties();

  ConfigFile() {
    String named = System.getenv("WSPEC_CONFIG");
    Path file = Path.of(named == null ? NAME : named);
    if (!Files.exists(file)) {
      if (named != null) {
        throw new UsageError("WSPEC_CONFIG names " + file + ", which does not exist.");
      }
      return;
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      values.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageError(file + " cannot be read: " + e.getMessage());
    }
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option && option.longestName().startsWith("--")) {
      return values.getProperty(option.longestName().substring(2));
    }
    return null;
  }
}
