package dev.wspec.cli;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.fuzz.Finding;
import dev.wspec.fuzz.ParserCampaign;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.report.CaseResult;
import dev.wspec.report.FailOn;
import dev.wspec.report.RunReport;
import dev.wspec.report.SubjectInfo;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fuzzing, and replaying, with a parser in this process. */
final class ParserFuzzing {

  /** How often a parser that takes its time is looked after, and how often in vain. */
  private static final int LOOK_MILLIS = 1000;

  private static final int MOST_LOOKS = 10;

  /** What one sequence may take. */
  private static final Duration PATIENCE = Duration.ofMillis((long) LOOK_MILLIS * MOST_LOOKS);

  private final ParserOptions options;
  private final OutputOptions output;
  private final PrintWriter out;
  private final FailOn failOn;

  ParserFuzzing(ParserOptions options, OutputOptions output, PrintWriter out, FailOn failOn) {
    this.options = options;
    this.output = output;
    this.out = out;
    this.failOn = failOn;
  }

  /**
   * Fuzzes, keeps what is found, and returns the exit code.
   *
   * @param said the duration as the user wrote it
   */
  int run(Duration duration, String said, long most, long seed) {
    ParserUnderTest parser = options.parser();
    FindingsFolder folder =
        FindingsFolder.ofParser(output.folder().resolve("findings"), options.words());
    Fuzzing fuzzing = new Fuzzing(output, out, folder);
    fuzzing.begin(
        "the parser %s (%s) as a %s".formatted(parser.name(), parser.software(), role()),
        said,
        seed);
    ParserCampaign campaign = new ParserCampaign(parser, options.role(), fuzzing::tell);
    fuzzing.interruption().runs(campaign::cancel);
    try {
      Optional<Finding> hang = new Loop(campaign, () -> campaign.run(duration, most, seed)).await();
      List<Finding> findings = new ArrayList<>(campaign.findings());
      hang.ifPresent(findings::add);
      Fuzzing.End end =
          new Fuzzing.End(
              campaign.isCancelled() ? RunReport.Ending.INTERRUPTED : RunReport.Ending.COMPLETE,
              List.of(rate(campaign)),
              findings);
      return fuzzing.deliver(end, info(parser), PATIENCE, failOn, seed);
    } finally {
      fuzzing.interruption().delivered();
    }
  }

  private static String rate(ParserCampaign campaign) {
    return String.format(
        Locale.ROOT,
        "%,d sequences of %d octets on average, %,d in a second of processor time.",
        campaign.sequences(),
        campaign.octets() / Math.max(1, campaign.sequences()),
        Math.round(campaign.rate()));
  }

  private String role() {
    return options.role().name().toLowerCase(Locale.ROOT);
  }

  private SubjectInfo info(ParserUnderTest parser) {
    SubjectRole role = SubjectRole.of(options.role());
    return new SubjectInfo("parser " + parser.name(), role, Set.of(), parser.software());
  }

  /** Feeds stored conversations once more, tells what is wrong, and returns the exit code. */
  int replay(List<Path> files) {
    Instant started = Instant.now();
    ParserUnderTest parser = options.parser();
    List<CaseResult> results = new ArrayList<>();
    try (ParserCampaign campaign = new ParserCampaign(parser, options.role())) {
      for (Path file : files) {
        List<String> rerun = new ArrayList<>(List.of("wspec", "replay", file.toString()));
        rerun.addAll(options.words());
        results.add(CaseResult.of(replay(campaign, file), FindingsFolder.commandLine(rerun)));
      }
    }
    Fuzzing.Plan plan = new Fuzzing.Plan(started, PATIENCE, failOn, 1);
    return output.deliver(
        Fuzzing.report(results, RunReport.Ending.COMPLETE, List.of(), info(parser), plan), out);
  }

  private static CaseOutcome replay(ParserCampaign campaign, Path file) {
    return ConversationFile.read(
        file, each -> campaign.replay(Files.readString(each, StandardCharsets.US_ASCII)));
  }

  /** A run on a thread of its own, so that a parser that never comes back is seen. */
  private static final class Loop {
    private final ParserCampaign campaign;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    Loop(ParserCampaign campaign, Runnable run) {
      this.campaign = campaign;
      thread = new Thread(() -> guarded(run), "wspec-parser");
      thread.setDaemon(true);
      thread.start();
    }

    private void guarded(Runnable run) {
      try {
        run.run();
        campaign.close();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    /** Waits for the end of the run; a parser that hangs is told of as a finding. */
    Optional<Finding> await() {
      Object last = null;
      int looks = 0;
      try {
        do {
          thread.join(LOOK_MILLIS);
          Object now = campaign.current();
          looks = now != null && now == last ? looks + 1 : 0;
          last = now;
        } while (thread.isAlive() && looks < MOST_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        campaign.cancel();
      }
      Throwable thrown = failure;
      if (thrown instanceof LinkageError) {
        throw new UsageError("The parser needs a class that is not there: " + thrown.getMessage());
      }
      if (thrown instanceof UncheckedIOException) {
        throw new UsageError(String.valueOf(thrown.getMessage()));
      }
      if (thrown != null) {
        throw new IllegalStateException("the parser's adapter failed", thrown);
      }
      return looks < MOST_LOOKS ? Optional.empty() : Optional.of(hang());
    }

    private Finding hang() {
      StringBuilder trace = new StringBuilder("then the parser does not come back");
      Arrays.stream(thread.getStackTrace())
          .limit(12)
          .forEach(line -> trace.append("\n    at ").append(line));
      return campaign.hang(trace.toString());
    }
  }
}
