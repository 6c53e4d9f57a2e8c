package dev.wspec.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads descriptions of targets: a file with a list {@code targets}, or the {@code target.yaml} of
 * a folder that holds one target and its Dockerfile.
 */
public final class TargetFile {

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "about",
          "library",
          "version",
          "language",
          "role",
          "capabilities",
          "url",
          "process",
          "image",
          "build",
          "folder",
          "port",
          "path",
          "patience",
          "not-run");

  private TargetFile() {}

  /**
   * Reads a file with a list of targets.
   *
   * @throws IOException if it cannot be read or understood; the message says what is wrong where
   */
  public static List<TargetSpec> read(Path file) throws IOException {
    JsonNode targets = tree(file).path("targets");
    if (!targets.isArray() || targets.isEmpty()) {
      throw new IOException(file + " has no list 'targets'");
    }
    List<TargetSpec> specs = new ArrayList<>();
    for (JsonNode node : targets) {
      specs.add(spec(node, file, "target " + (specs.size() + 1)));
    }
    return specs;
  }

  /**
   * Reads {@code target.yaml} of a folder; without another word the folder's Dockerfile is built.
   *
   * @throws IOException if it cannot be read or understood
   */
  public static TargetSpec readFolder(Path folder) throws IOException {
    Path file = folder.resolve("target.yaml");
    return spec(tree(file), file, folder.getFileName().toString());
  }

  /** Whether a folder holds folders with targets, rather than one. */
  public static boolean isShelf(Path folder) throws IOException {
    return !Files.exists(folder.resolve("target.yaml")) && !descriptions(folder).isEmpty();
  }

  /**
   * Reads the {@code target.yaml} of every folder in a folder, but for those that say {@code
   * not-run}.
   *
   * @throws IOException if one cannot be read or understood
   */
  public static List<TargetSpec> readShelf(Path shelf) throws IOException {
    List<TargetSpec> specs = new ArrayList<>();
    for (Path file : descriptions(shelf)) {
      if (!tree(file).has("not-run")) {
        specs.add(readFolder(file.resolveSibling("")));
      }
    }
    return specs;
  }

  private static List<Path> descriptions(Path shelf) throws IOException {
    try (Stream<Path> folders = Files.list(shelf)) {
      return folders
          .map(folder -> folder.resolve("target.yaml"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static JsonNode tree(Path file) throws IOException {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new IOException(file + " is no YAML: " + e.getOriginalMessage(), e);
    }
  }

  private static TargetSpec spec(JsonNode node, Path file, String fallback) throws IOException {
    String name = node.path("name").asString(fallback);
    for (String key : node.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new IOException(file + ", " + name + ": nothing is called '" + key + "'");
      }
    }
    Path home = file.toAbsolutePath().resolveSibling("");
    List<TargetSpec.Kind> kinds = new ArrayList<>();
    for (TargetSpec.Kind kind : TargetSpec.Kind.values()) {
      if (node.has(kind.key())) {
        kinds.add(kind);
      }
    }
    if (kinds.size() > 1) {
      throw new IOException(file + ", " + name + ": one of url, process, image and build, not two");
    }
    boolean folder = kinds.isEmpty();
    if (folder && !Files.exists(home.resolve("Dockerfile"))) {
      throw new IOException(file + ", " + name + ": needs one of url, process, image and build");
    }
    TargetSpec.Kind kind = folder ? TargetSpec.Kind.BUILD : kinds.get(0);
    String how = folder ? "." : node.path(kind.key()).asString();
    try {
      return new TargetSpec(
          name,
          about(node, how),
          kind,
          kind == TargetSpec.Kind.BUILD ? home.resolve(how).normalize().toString() : how,
          home.resolve(node.path("folder").asString(".")).normalize(),
          node.path("port").asInt(9001),
          node.path("path").asString("/"),
          node.path("patience").asInt(60));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ", " + e.getMessage(), e);
    }
  }

  private static String about(JsonNode node, String how) {
    String library = node.path("library").asString("") + " " + node.path("version").asString("");
    return node.path("about").asString(library.isBlank() ? how : library.strip());
  }
}
