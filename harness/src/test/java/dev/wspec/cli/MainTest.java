package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Defect;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.wire.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MainTest {

  @TempDir private Path folder;

  /** What a command line said and returned. */
  private record Run(int code, String out, String err) {}

  private static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.execute(false, new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Run(code, out.toString(), err.toString());
  }

  private Run server(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "server";
    all[1] = "--out";
    all[2] = folder.toString();
    System.arraycopy(args, 0, all, 3, args.length);
    return run(all);
  }

  @Test
  void whatIsMistypedIsToldWhatItMayHaveMeant() {
    Run defect = run("echo", "--defect", "UTF8_UNCHECKED");
    assertThat(defect.code()).isEqualTo(ExitCode.USAGE);
    assertThat(defect.err())
        .startsWith("wspec: --defect takes no 'UTF8_UNCHECKED'; did you mean UTF8_NOT_CHECKED,")
        .contains("'wspec echo --defects' lists all.")
        .hasSizeLessThan(300);
    assertThat(run("echo-client", "--liberty", "xyz").err())
        .startsWith(
            "wspec: --liberty takes no 'xyz'. 'wspec echo-client --liberties' lists all.\n");
    assertThat(run("server", "--fail-on", "mst").err())
        .startsWith("wspec: --fail-on takes must, should or never, not 'mst'.\n");
    assertThat(run("completion", "bsh").err())
        .startsWith("wspec: SHELL takes bash, zsh or fish, not 'bsh'.\n");
    assertThat(run("server", "--seed", "x").err())
        .startsWith("wspec: --seed takes a number, not 'x'.\n");
    assertThat(run("list", "framming").err())
        .contains("framming matches no case; did you mean framing or ");
    assertThat(run("list", "text/invalid").err())
        .contains("text/invalid matches no case; did you mean text/invalid/**?");
  }

  @Test
  void theEchoClientListsTheWaysItCanGo() {
    assertThat(run("echo-client", "--defects").out()).contains("ACCEPT_NOT_CHECKED\t");
    assertThat(run("echo-client", "--liberties").out().lines().count()).isGreaterThan(3);
    assertThat(run("echo-client").err()).contains("takes the address to connect to");
  }

  @Test
  void withoutAnUrlTheBuiltInServerPassesEverything() {
    Run run = server();
    assertThat(run.out()).contains("GATE PASSED").contains("index.html");
    assertThat(run.code()).isEqualTo(ExitCode.PASSED);
    assertThat(folder.resolve("index.html")).isNotEmptyFile();
    assertThat(folder.resolve("results.json")).isNotEmptyFile();
  }

  @Test
  void aDefectFailsTheGateAndABaselineExpectsIt() throws Exception {
    try (EchoServer wrong =
        EchoServer.builder().behaviour(Defect.METHOD_NOT_CHECKED.behaviour()).start()) {
      String url = wrong.uri().toString();
      Run first = server(url, "--select", "handshake/request-line/**");
      assertThat(first.code()).isEqualTo(ExitCode.FAILED);
      assertThat(first.out()).contains("rerun").contains("GATE FAILED");

      Path baseline = folder.resolve("known.txt");
      Run written =
          run("baseline", folder.resolve("results.json").toString(), "--out", baseline.toString());
      assertThat(written.code()).isEqualTo(ExitCode.PASSED);
      assertThat(
              server(
                      url,
                      "--select",
                      "handshake/request-line/**",
                      "--baseline",
                      baseline.toString())
                  .code())
          .isEqualTo(ExitCode.PASSED);
    }
    Run repaired =
        server(
            "--select",
            "handshake/request-line/**",
            "--baseline",
            folder.resolve("known.txt").toString());
    assertThat(repaired.code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void onlyWhatGotWorseFailsAgainstAnEarlierRun() throws Exception {
    try (EchoServer wrong =
        EchoServer.builder().behaviour(Defect.METHOD_NOT_CHECKED.behaviour()).start()) {
      String url = wrong.uri().toString();
      String earlier = folder.resolve("earlier.json").toString();
      String[] first = {url, "--select", "handshake/request-line/**", "--json", earlier};
      assertThat(server(first).code()).isEqualTo(ExitCode.FAILED);
      assertThat(server(url, "--select", "handshake/request-line/**", "--against", earlier).code())
          .isEqualTo(ExitCode.PASSED);
      assertThat(server(url, "--select", "handshake/request-line/**", "--allow", "100").code())
          .isEqualTo(ExitCode.PASSED);
    }
  }

  @Test
  void everyFormatIsWrittenAndGithubIsTold() throws Exception {
    try (EchoServer wrong =
        EchoServer.builder().behaviour(Defect.METHOD_NOT_CHECKED.behaviour()).start()) {
      List<String> names = List.of("markdown", "sarif", "badge", "tsv", "junit");
      List<String> args =
          new ArrayList<>(List.of(wrong.uri().toString(), "--select", "handshake/request-line/**"));
      names.forEach(name -> args.addAll(List.of("--" + name, folder.resolve(name).toString())));
      args.addAll(List.of("--annotations", "github"));

      assertThat(server(args.toArray(String[]::new)).out()).contains("\n::error title=wspec ");
      assertThat(names).allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
    }
  }

  @Test
  void shellsCompleteEveryCommandAndOption() {
    assertThat(run("completion", "bash").out()).contains("complete -F", "--baseline", "selftest");
    assertThat(run("completion", "zsh").out()).contains("bashcompinit");
    assertThat(run("completion", "fish").out())
        .contains("-l fail-on -x -a 'MUST SHOULD NEVER' -d ");
    assertThat(run("completion", "fish").out())
        .contains("-n '__fish_seen_subcommand_from server' -l junit -r -F -d");
    assertThat(run("completion", "tcsh").code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void manualPageNamesEveryCommand() {
    assertThat(run("man").out())
        .startsWith(".TH WSPEC 1")
        .contains(".SS wspec server", "\\fB\\-\\-fail\\-on\\fR", ".SS wspec explain")
        .doesNotContain("${");
  }

  @Test
  void everyCommandHasHelpWithExamples() {
    List<String> commands =
        Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]")
            .matcher(run("--help").out())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(commands).contains("server", "man");
    assertThat(commands)
        .allSatisfy(command -> assertThat(run(command, "--help").out()).contains("Example"));
  }

  @Test
  void storedTranscriptsAreJudgedAgainToTheSameVerdicts() {
    server("--select", "framing");
    Run again = run("judge", folder.resolve("results.json").toString(), "--out", folder + "/again");
    assertThat(again.code()).isEqualTo(ExitCode.PASSED);
    assertThat(again.out()).contains("0 verdicts changed");
  }

  @Test
  void nothingListeningIsOneSentenceAndExitCodeThree() throws Exception {
    int port = FreePort.find();
    Run run = server("ws://127.0.0.1:" + port + "/");
    assertThat(run.code()).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(folder.resolve("index.html")).content().contains("Nothing listens on");
    assertThat(folder.resolve("results.json")).content().contains("\"SUBJECT_LOST\"");
  }

  @Test
  void badInputIsTaughtAndExitCodeTwo() throws Exception {
    assertThat(server("--select", "clozing").code()).isEqualTo(ExitCode.USAGE);
    assertThat(server("--frobnicate").code()).isEqualTo(ExitCode.USAGE);
    assertThat(server("http://localhost/").err()).contains("ws://");
    assertThat(server("--header", "none").err()).contains("Name: value");
    assertThat(server("--timeout", "0").code()).isEqualTo(ExitCode.USAGE);
    Path broken = Files.writeString(folder.resolve("broken.txt"), "no baseline");
    assertThat(server("--baseline", broken.toString()).code()).isEqualTo(ExitCode.USAGE);
    assertThat(run("judge", "nowhere.json").err()).contains("nowhere.json is no file");
  }

  @Test
  void casesAreListedAndExplained() {
    assertThat(run("list", "deflate/vector/*").out()).contains("deflate/vector/bfinal\t");
    assertThat(run("explain", "deflate/vector/bfinal").out()).contains("RFC7692 §7.2.1");
    assertThat(run("explain", "7692-7.2.1-06").out()).contains("deflate/vector/bfinal");
    assertThat(run("explain", "deflate/vector/bfinal").out())
        .contains("Seen in the wild:", "boostorg/beast#923")
        .contains("Played with our own echo peer:", "hex f348cdc9c9070000")
        .contains("Crashes over a final block (FINAL_BLOCK_CRASHES)");
    assertThat(run("explain", "autobahn:9.1.1").out()).contains("Not played here");
    assertThat(run("explain", "handshake/target/dot-segments").out())
        .doesNotContain("Seen in the wild:");
    assertThat(run("echo", "--defects").out()).contains("PINGS_IGNORED\t");
  }
}
