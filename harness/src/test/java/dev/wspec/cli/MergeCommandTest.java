package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.report.CaseResult;
import dev.wspec.report.ResultsJson;
import dev.wspec.report.RunReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int wspec(String... args) {
    return Main.execute(false, new PrintWriter(out), new PrintWriter(out), args);
  }

  private String results(String name) {
    return folder.resolve(name).resolve("results.json").toString();
  }

  private void shard(EchoServer server, String shard, String name) {
    int code =
        wspec(
            "server",
            server.uri().toString(),
            "--select",
            "control/ping~*",
            "--shard",
            shard,
            "--out",
            folder.resolve(name).toString());
    assertThat(code).as(out.toString()).isEqualTo(ExitCode.PASSED);
  }

  private int merge(String... names) {
    List<String> args = new ArrayList<>(List.of("merge", "--out", folder + "/merged"));
    for (String name : names) {
      args.add(results(name));
    }
    return wspec(args.toArray(String[]::new));
  }

  @Test
  void whatIsMissingOrDoesNotBelongTogetherIsTold() throws IOException {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      shard(server, "1/2", "one");
      shard(server, "2/2", "two");
      shard(server, "1/1", "whole");
    }
    assertThat(merge("one", "two")).isEqualTo(ExitCode.PASSED);
    assertThat(
            wspec(
                "merge",
                results("one"),
                results("two"),
                "--fail-on",
                "never",
                "--out",
                folder + "/lax"))
        .isEqualTo(ExitCode.PASSED);
    assertThat(merge("two")).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(merge("one", "one")).isEqualTo(ExitCode.USAGE);
    assertThat(merge("one", "whole")).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString())
        .contains("! Shard 1/2 is missing.", "two of them have the case control/ping")
        .contains("different numbers of shards");
    assertThat(wspec("list", "--shard", "3/2")).isEqualTo(ExitCode.USAGE);
    assertThat(wspec("list", "--shard", "half")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  @Tag("slow")
  void shardsRunByProcessesGiveTogetherWhatOneRunGives() throws Exception {
    try (EchoServer server = EchoServer.builder().port(0).start()) {
      List<Wspec> shards = new ArrayList<>();
      for (int i = 1; i <= 3; i++) {
        Path own = Files.createDirectories(folder.resolve("shard" + i));
        shards.add(Wspec.server(own, server.uri().toString(), "--seed", "7", "--shard", i + "/3"));
      }
      for (Wspec shard : shards) {
        assertThat(shard.ran(Duration.ofMinutes(5)).code()).isEqualTo(ExitCode.PASSED);
        shard.close();
      }
      Path own = Files.createDirectories(folder.resolve("whole"));
      Wspec.run(own, Duration.ofMinutes(5), server.uri().toString(), "--seed", "7");
    }
    assertThat(merge("shard1/report", "shard2/report", "shard3/report")).isEqualTo(ExitCode.PASSED);

    RunReport merged = ResultsJson.read(folder.resolve("merged/results.json"));
    RunReport whole = ResultsJson.read(folder.resolve("whole/report/results.json"));
    assertThat(verdicts(merged)).isEqualTo(verdicts(whole)).hasSizeGreaterThan(500);
    assertThat(merged.totals()).isEqualTo(whole.totals());
    assertThat(merged.requirements()).isEqualTo(whole.requirements());
    assertThat(merged.facts()).isEqualTo(whole.facts());
    assertThat(merged.selection()).isEqualTo(whole.selection());
    assertThat(merged.gate()).isEqualTo(whole.gate());
  }

  private static Map<CaseId, Verdict> verdicts(RunReport report) {
    return report.cases().stream().collect(Collectors.toMap(CaseResult::id, CaseResult::verdict));
  }
}
