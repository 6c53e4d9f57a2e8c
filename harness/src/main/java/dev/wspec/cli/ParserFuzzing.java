package dev.wspec.cli;

import dev.wspec.fuzz.ParserCampaign;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.report.FailOn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fuzzing, and replaying, with a parser in this process. */
final class ParserFuzzing {

  /** How often a parser that takes its time is looked after, and how often in vain. */
  private static final int LOOK_MILLIS = 1000;

  private static final int MOST_LOOKS = 10;

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

  /** Fuzzes, keeps what is found, and returns the exit code. */
  int run(Duration time, long most, long seed) throws IOException {
    ParserUnderTest parser = options.parser();
    if (!output.quiet()) {
      out.println(
          "Fuzzing the parser %s (%s) as a %s for %d s, seed %d."
              .formatted(
                  parser.name(),
                  parser.software(),
                  options.role().name().toLowerCase(Locale.ROOT),
                  time.toSeconds(),
                  seed));
      out.flush();
    }
    Interruption interruption = new Interruption();
    ParserCampaign campaign = new ParserCampaign(parser, options.role());
    interruption.runs(campaign::cancel);
    try {
      Loop loop = new Loop(campaign, () -> campaign.run(time, most, seed));
      Optional<ParserCampaign.Finding> hang = loop.await();
      List<ParserCampaign.Finding> findings = new ArrayList<>(campaign.findings());
      hang.ifPresent(findings::add);
      for (ParserCampaign.Finding finding : findings) {
        tell(finding, store(finding));
      }
      out.println(told(campaign, findings.size()));
      out.flush();
      return code(findings.isEmpty(), campaign.isCancelled());
    } finally {
      interruption.delivered();
    }
  }

  private static String told(ParserCampaign campaign, int findings) {
    String rate =
        String.format(
            Locale.ROOT,
            "%,d sequences of %d octets on average, %,d in a second of processor time.",
            campaign.sequences(),
            campaign.octets() / Math.max(1, campaign.sequences()),
            Math.round(campaign.rate()));
    return (findings == 0
            ? "Nothing wrong was found: "
            : findings == 1 ? "1 thing was found in " : findings + " things were found in ")
        + rate;
  }

  private int code(boolean sound, boolean cancelled) {
    if (!sound && failOn != FailOn.NEVER) {
      return ExitCode.FAILED;
    }
    return cancelled ? ExitCode.INTERRUPTED : ExitCode.PASSED;
  }

  /** Feeds stored conversations once more, tells what is wrong, and returns the exit code. */
  int replay(List<Path> files) {
    boolean sound = true;
    try (ParserCampaign campaign = new ParserCampaign(options.parser(), options.role())) {
      for (Path file : files) {
        Optional<ParserCampaign.Finding> finding = replay(campaign, file);
        finding.ifPresentOrElse(
            found -> tell(found, file), () -> out.println(file + ": nothing is wrong."));
        sound &= finding.isEmpty();
      }
    }
    out.flush();
    return code(sound, false);
  }

  private static Optional<ParserCampaign.Finding> replay(ParserCampaign campaign, Path file) {
    return ConversationFile.read(
        file, each -> campaign.replay(Files.readString(each, StandardCharsets.US_ASCII)));
  }

  private void tell(ParserCampaign.Finding finding, Path where) {
    out.println(finding.signature() + (finding.flaky() ? " (flaky)" : "") + ", see " + where);
    if (!output.quiet()) {
      out.println("  allowed:  " + finding.allowed());
      out.println("  observed: " + finding.observed());
    }
  }

  private Path store(ParserCampaign.Finding finding) throws IOException {
    Path folder =
        Files.createDirectories(output.folder().resolve("findings").resolve(finding.signature()));
    Path file = folder.resolve("conversation.txt");
    Files.writeString(file, finding.conversation());
    Files.write(folder.resolve("sent.bin"), finding.octets());
    List<String> words = new ArrayList<>(List.of("wspec", "replay", file.toString()));
    words.addAll(options.words());
    Files.writeString(
        folder.resolve("README.md"),
        """
        # %s

        See it again:

            %s

        `conversation.txt` is what the parser was fed, `sent.bin` the octets.

        * parser: %s
        * allowed: %s
        * observed: %s
        * octets: %s
        """
            .formatted(
                finding.signature() + (finding.flaky() ? " (flaky)" : ""),
                String.join(" ", words),
                options.parser().software(),
                finding.allowed(),
                finding.observed(),
                hex(finding.octets())));
    return folder;
  }

  private static String hex(byte... octets) {
    int most = 256;
    String hex = HexFormat.of().formatHex(octets, 0, Math.min(octets.length, most));
    return octets.length > most ? hex + "... (" + octets.length + " octets)" : hex;
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
    Optional<ParserCampaign.Finding> await() {
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
      if (thrown != null) {
        throw new IllegalStateException("the parser's adapter failed", thrown);
      }
      return looks < MOST_LOOKS ? Optional.empty() : Optional.of(hang());
    }

    private ParserCampaign.Finding hang() {
      StringBuilder trace = new StringBuilder("the parser does not come back");
      Arrays.stream(thread.getStackTrace())
          .limit(12)
          .forEach(line -> trace.append("\n    at ").append(line));
      return campaign.hang(trace.toString());
    }
  }
}
