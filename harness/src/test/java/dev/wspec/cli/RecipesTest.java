package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.wire.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The recipes of {@code docs/ci.md}, taken from the page and tried: their commands run in a folder
 * that has {@code start-my-server}, {@code wspec} and {@code java -jar wspec.jar}, and their exit
 * codes and files are what the page says of them.
 */
@Tag("slow")
class RecipesTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String BUILD = "Maven and Gradle: tests in your own build";
  private static final Pattern PORT = Pattern.compile("\\b9001\\b");
  private static final String SHARD = "${{ matrix.shard }}";

  @TempDir private Path folder;

  private Recipes recipes;
  private int port;

  @SuppressWarnings("NullAway.Init") // set before each test
  RecipesTest() {}

  @BeforeEach
  void makeAProject() throws IOException {
    recipes = new Recipes(TOP.resolve("docs/ci.md"));
    port = FreePort.find();
    Path bin = Files.createDirectories(folder.resolve("bin"));
    String wspec = "exec " + ThisJava.line(Main.class.getName());
    String server =
        "echo $$ >> '%s'\n%s echo --port %d $DEFECT"
            .formatted(folder.resolve("servers"), wspec, port);
    script(bin.resolve("wspec"), wspec + " \"$@\"");
    script(
        bin.resolve("java"),
        "[ \"$1 $2\" = '-jar wspec.jar' ] || exit 99\nshift 2\n" + wspec + " \"$@\"");
    script(bin.resolve("node"), server);
    script(folder.resolve("start-my-server"), server);
    Files.writeString(folder.resolve("wspec.properties"), "select=control\nseed=1\n");
    Files.writeString(folder.resolve("known.txt"), "");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Those that a recipe has started and that still run. */
  private List<ProcessHandle> servers() throws IOException {
    Path pids = folder.resolve("servers");
    return Files.exists(pids)
        ? Files.readAllLines(pids).stream()
            .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
            .toList()
        : List.of();
  }

  @AfterEach
  void stopServers() throws Exception {
    for (ProcessHandle server : servers()) {
      server.destroyForcibly();
      server.onExit().get(10, TimeUnit.SECONDS);
    }
    Files.deleteIfExists(folder.resolve("servers"));
  }

  private void assertThatItStoppedItsServer() throws Exception {
    for (ProcessHandle server : servers()) {
      server.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  /** How a command of a recipe came to its end. */
  private record Ran(int code, String out) {}

  private Ran run(String shell, String commands, boolean faulty, Map<String, String> environment)
      throws Exception {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(shell, "-c", PORT.matcher(commands).replaceAll(String.valueOf(port)))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    Map<String, String> env = builder.environment();
    env.put("PATH", folder.resolve("bin") + ":" + env.get("PATH"));
    env.put("DEFECT", faulty ? "--defect FRAGMENTED_CONTROL_FRAMES_ACCEPTED" : "");
    env.putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    assertThat(ended).as(Files.readString(out)).isTrue();
    return new Ran(process.exitValue(), Files.readString(out));
  }

  private static JsonNode yaml(String text) {
    return YAMLMapper.builder().build().readTree(text);
  }

  /** The lines of a job, which ends with the first that fails. */
  private static String script(JsonNode job) {
    return job.path("script").valueStream().map(JsonNode::asString).collect(joined());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining("\n", "set -e\n", "\n");
  }

  private void assertThatThereIs(JsonNode path) {
    assertThat(folder.resolve(path.asString())).exists();
  }

  @Test
  void everyRecipeOfThePageIsTriedHere() {
    Map<String, Long> counts =
        recipes.all().stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.heading() + ": " + r.language(), TreeMap::new, Collectors.counting()));

    assertThat(counts)
        .containsOnly(
            Map.entry(": ", 1L),
            Map.entry("Any shell: sh", 1L),
            Map.entry("GitHub Actions: yaml", 2L),
            Map.entry("GitLab CI: yaml", 2L),
            Map.entry("Jenkins: groovy", 1L),
            Map.entry(BUILD + ": java", 2L),
            Map.entry(BUILD + ": kotlin", 1L),
            Map.entry(BUILD + ": xml", 1L),
            Map.entry("npm: json", 1L),
            Map.entry("pytest: python", 1L));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void theCommandThatAllOfThemComeDownTo(boolean faulty, int code) throws Exception {
    String start = "./start-my-server & trap 'kill $!' EXIT; ";
    Ran ran = run("bash", start + recipes.of("", "", 1).get(0), faulty, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    assertThat(folder.resolve("wspec-report/junit.xml")).exists();
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void anyShell(boolean faulty, int code) throws Exception {
    Ran ran = run("sh", recipes.of("Any shell", "sh", 1).get(0), faulty, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    assertThatItStoppedItsServer();
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void gitHubActions(boolean faulty, int code) throws Exception {
    JsonNode steps =
        yaml(recipes.of("GitHub Actions", "yaml", 2).get(0)).at("/jobs/websocket/steps");
    JsonNode step = step(steps, "OWNER/wspec@REF").path("with");
    JsonNode inputs = yaml(Files.readString(TOP.resolve("action.yml"))).path("inputs");
    assertThat(inputs.propertyNames()).containsAll(step.propertyNames());
    String local = PORT.matcher(step.path("url").asString()).replaceAll(String.valueOf(port));
    Ran ran =
        run(
            "bash",
            TOP.resolve("action.sh").toString(),
            faulty,
            Map.of(
                "WSPEC", folder.resolve("bin/wspec").toString(),
                "WSPEC_URL", local,
                "WSPEC_START", step.path("start").asString(),
                "WSPEC_OPTIONS", step.path("options").asString(),
                "GITHUB_ACTIONS", "true",
                "GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString()));

    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    assertThatItStoppedItsServer();
    assertThatThereIs(step(steps, "github/codeql-action/upload-sarif").at("/with/sarif_file"));
    assertThatThereIs(step(steps, "actions/upload-artifact").at("/with/path"));
    assertThat(ran.out().contains("\n::error ")).isEqualTo(faulty);
    assertThat(folder.resolve("summary.md")).isNotEmptyFile();
  }

  private static JsonNode step(JsonNode steps, String uses) {
    return steps
        .valueStream()
        .filter(step -> step.path("uses").asString("").startsWith(uses))
        .findFirst()
        .orElseThrow();
  }

  private static String runs(JsonNode steps) {
    return steps
        .valueStream()
        .filter(step -> step.has("run"))
        .map(step -> step.path("run").asString())
        .collect(joined());
  }

  @Test
  void gitHubActionsInShards() throws Exception {
    JsonNode jobs = yaml(recipes.of("GitHub Actions", "yaml", 2).get(1)).path("jobs");
    JsonNode steps = jobs.at("/shard/steps");
    Files.createDirectories(folder.resolve("shards"));
    for (JsonNode shard : jobs.at("/shard/strategy/matrix/shard")) {
      String number = shard.asString();
      Ran ran = run("bash", runs(steps).replace(SHARD, number), true, Map.of());
      assertThat(ran.code()).as(ran.out()).isZero();
      String path = step(steps, "actions/upload-artifact").at("/with/path").asString();
      Path made = folder.resolve(path.replace(SHARD, number));
      Files.move(made, folder.resolve("shards").resolve(made.getFileName()));
      stopServers();
    }
    JsonNode merge = jobs.at("/merge/steps");
    Ran ran = run("bash", runs(merge), true, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.FAILED);
    assertThatThereIs(step(merge, "actions/upload-artifact").at("/with/path"));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void gitLab(boolean faulty, int code) throws Exception {
    JsonNode job = yaml(recipes.of("GitLab CI", "yaml", 2).get(0)).path("websocket");
    Ran ran = run("bash", script(job), faulty, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    assertThatThereIs(job.at("/artifacts/reports/junit"));
    assertThatThereIs(job.at("/artifacts/paths/0"));
  }

  @Test
  void gitLabInParallel() throws Exception {
    JsonNode jobs = yaml(recipes.of("GitLab CI", "yaml", 2).get(1));
    int parallel = jobs.at("/websocket/parallel").asInt();
    for (int i = 1; i <= parallel; i++) {
      Map<String, String> node =
          Map.of("CI_NODE_INDEX", String.valueOf(i), "CI_NODE_TOTAL", String.valueOf(parallel));
      Ran ran = run("bash", script(jobs.path("websocket")), true, node);
      assertThat(ran.code()).as(ran.out()).isZero();
      stopServers();
    }
    Ran ran = run("bash", script(jobs.path("websocket-gate")), true, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(ExitCode.FAILED);
    assertThatThereIs(jobs.at("/websocket-gate/artifacts/reports/junit"));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void jenkins(boolean faulty, int code) throws Exception {
    String stage = recipes.of("Jenkins", "groovy", 1).get(0);
    List<Integer> codes = new ArrayList<>();
    for (String command : quoted("sh", stage)) {
      codes.add(run("sh", "set -e\n" + command, faulty, Map.of()).code());
    }

    assertThat(codes).containsExactly(0, code, 0);
    assertThatItStoppedItsServer();
    quoted("junit", stage).forEach(file -> assertThat(folder.resolve(file)).exists());
    quoted("archiveArtifacts", stage)
        .forEach(files -> assertThat(folder.resolve(files.replace("/**", ""))).exists());
  }

  private static List<String> quoted(String step, String stage) {
    List<String> found =
        Pattern.compile("(?m)^ *" + step + " '([^']*)'$")
            .matcher(stage)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(found).as(step).isNotEmpty();
    return found;
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void npm(boolean faulty, int code) throws Exception {
    String json = recipes.of("npm", "json", 1).get(0);
    String script = new JsonMapper().readTree(json).at("/scripts/test:ws").asString();
    Ran ran = run("sh", script, faulty, Map.of());

    assertThat(ran.code()).as(ran.out()).isEqualTo(code);
    assertThatItStoppedItsServer();
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void pytest(boolean faulty, int code) throws Exception {
    Assumptions.assumeTrue(
        run("sh", "command -v python3", false, Map.of()).code() == 0, "there is no python3");
    Files.writeString(folder.resolve("recipe.py"), recipes.of("pytest", "python", 1).get(0));
    Behaviour behaviour =
        faulty ? Defect.FRAGMENTED_CONTROL_FRAMES_ACCEPTED.behaviour() : Behaviour.CONFORMING;
    try (EchoServer server = EchoServer.builder().behaviour(behaviour).start()) {
      String call = "import recipe; recipe.test_websocket_conformance('" + server.uri() + "')";
      Ran ran = run("sh", "python3 -c \"" + call + "\"", faulty, Map.of());

      assertThat(ran.code()).as(ran.out()).isEqualTo(code);
      assertThat(ran.out().contains("GATE FAILED")).isEqualTo(faulty);
    }
  }

  @Test
  void mavenAndGradleNameThisArtifact() throws IOException {
    String pom = Files.readString(TOP.resolve("examples/junit/pom.xml"));
    String xml = recipes.of(BUILD, "xml", 1).get(0);
    String kotlin = recipes.of(BUILD, "kotlin", 1).get(0);
    String version = between("<wspec.version>", "<", pom);

    assertThat(Files.readString(TOP.resolve("pom.xml")))
        .contains("<version>" + version + "</version>");
    assertThat(xml.replace(version, "${wspec.version}").replaceAll("\\s+", ""))
        .isSubstringOf(pom.replaceAll("\\s+", ""));
    assertThat(kotlin)
        .contains("\"dev.wspec:wspec-harness:" + version + "\"")
        .contains("junit-jupiter:" + between("<junit.version>", "<", pom));
  }

  private static String between(String before, String after, String text) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }

  @Test
  void javaCompiles() {
    List<String> blocks = recipes.of(BUILD, "java", 2);
    String source =
        "import dev.wspec.junit.*; import java.util.stream.*; import org.junit.jupiter.api.*;\n"
            + blocks.get(0)
            + "class Frames {\n"
            + blocks.get(1)
            + "}\n";
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-d", folder.toString(), "-proc:none", "-cp", ThisJava.classPath());
    List<SimpleJavaFileObject> units = List.of(new Source(source));

    assertThat(compiler.getTask(null, null, null, options, null, units).call()).isTrue();
  }

  /** Text that the compiler takes for a file. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///ChatConformanceTest.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
