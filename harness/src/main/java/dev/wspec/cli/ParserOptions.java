package dev.wspec.cli;

import dev.wspec.parser.ParserUnderTest;
import dev.wspec.protocol.Role;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which parser in this process is meant, in place of a target on the network. */
final class ParserOptions {
  /** Where the launcher says what adapters it knows of. */
  private static final String KNOWN = "wspec.parsers";

  @Option(
      names = "--parser",
      paramLabel = "NAME",
      description = {
        "A parser in this process in place of a URL: wspec, netty, jetty, java-websocket,",
        "or one of yours."
      })
  private @Nullable String name;

  @Option(
      names = "--parser-path",
      paramLabel = "JARS",
      description = {
        "Where adapters and the libraries they need are: jars and folders, separated as in a class",
        "path. They come before those that wspec brings, so another version can be tried."
      })
  private String path = "";

  @Option(
      names = "--parser-role",
      paramLabel = "ROLE",
      defaultValue = "server",
      description = "Which end the parser is: server or client (default: ${DEFAULT-VALUE}).")
  private Role role;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  ParserOptions() {}

  boolean isChosen() {
    return name != null;
  }

  Role role() {
    return role;
  }

  /** The words of a command line that choose the same parser again. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--parser", String.valueOf(name)));
    if (!path.isEmpty()) {
      words.addAll(List.of("--parser-path", path));
    }
    if (role == Role.CLIENT) {
      words.addAll(List.of("--parser-role", "client"));
    }
    return words;
  }

  /** The parser, which lives for as long as this process does. */
  ParserUnderTest parser() {
    TreeMap<String, ParserUnderTest> known = new TreeMap<>();
    ClassLoader loader = loader();
    try {
      ServiceLoader.load(ParserUnderTest.class, loader)
          .forEach(parser -> known.put(parser.name(), parser));
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new UsageError("An adapter on --parser-path cannot be used: " + e.getMessage());
    }
    ParserUnderTest parser = known.get(String.valueOf(name));
    if (parser == null) {
      throw new UsageError(
          "There is no parser '"
              + name
              + "'; there are "
              + String.join(", ", known.keySet())
              + ". --parser-path names the jars of others.");
    }
    return parser;
  }

  private ClassLoader loader() {
    List<URL> urls = new ArrayList<>();
    for (String each :
        (path + File.pathSeparator + System.getProperty(KNOWN, "")).split(File.pathSeparator)) {
      if (each.isEmpty()) {
        continue;
      }
      Path file = Path.of(each);
      if (!Files.exists(file)) {
        throw new UsageError("--parser-path: there is no " + each + ".");
      }
      try {
        urls.add(file.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new UsageError("--parser-path: " + each + " is no file name.");
      }
    }
    ClassLoader ours = ParserOptions.class.getClassLoader();
    return urls.isEmpty() ? ours : new URLClassLoader(urls.toArray(URL[]::new), ours);
  }
}
