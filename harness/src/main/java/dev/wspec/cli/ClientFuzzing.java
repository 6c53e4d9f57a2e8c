package dev.wspec.cli;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.fuzz.Campaign;
import dev.wspec.fuzz.VisitingClient;
import dev.wspec.report.CaseResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SubjectInfo;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Probe;
import dev.wspec.wire.Watchdog;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Made-up conversations with a client that comes to us. */
final class ClientFuzzing {
  private static final int VISITS = 2000;

  private final ClientSubject subject;
  private final Duration timeout;
  private final RunOptions options;
  private final OutputOptions output;
  private final List<String> command;
  private final PrintWriter out;

  /**
   * @param command the words of a command line that tests this client
   */
  ClientFuzzing(
      ClientSubject subject,
      Duration timeout,
      RunOptions options,
      OutputOptions output,
      List<String> command,
      PrintWriter out) {
    this.subject = subject;
    this.timeout = timeout;
    this.options = options;
    this.output = output;
    this.command = command;
    this.out = out;
  }

  int fuzz(String time) {
    Duration duration = Fuzzing.duration("--fuzz", time);
    FindingsFolder folder =
        FindingsFolder.ofClient(
            output.folder().resolve("findings"), URI.create(subject.url()).getPort(), command);
    Fuzzing fuzzing = new Fuzzing(output, out, folder);
    try (Watchdog watchdog = new Watchdog();
        VisitingClient client = new VisitingClient(subject, VISITS);
        Campaign campaign =
            Campaign.with(client, timeout, watchdog).onFinding(fuzzing::tell).build()) {
      fuzzing.interruption().runs(campaign::cancel);
      fuzzing.begin("what connects to " + subject.url(), time, options.seed());
      campaign.run(duration, Long.MAX_VALUE, options.seed());
      return fuzzing.deliver(
          Fuzzing.End.of(campaign), info(), timeout, options.failOn(), options.seed());
    } finally {
      fuzzing.interruption().delivered();
    }
  }

  private SubjectInfo info() {
    Probe probe = subject.findings();
    return new SubjectInfo(
        subject.url(), SubjectRole.CLIENT, probe.capabilities(), subject.agent());
  }

  int replay(List<Path> files) {
    List<FindingsFolder.Stored> conversations =
        files.stream().map(ConversationFile::stored).toList();
    Instant started = Instant.now();
    List<CaseResult> results = new ArrayList<>();
    try (Watchdog watchdog = new Watchdog();
        VisitingClient client = new VisitingClient(subject, VISITS);
        Campaign campaign = Campaign.with(client, timeout, watchdog).build()) {
      for (int i = 0; i < conversations.size(); i++) {
        FindingsFolder.Stored stored = conversations.get(i);
        String rerun = String.join(" ", command) + " --replay " + files.get(i);
        results.add(CaseResult.of(campaign.replay(stored.conversation(), stored.seed()), rerun));
      }
    }
    Fuzzing.Plan plan = new Fuzzing.Plan(started, timeout, options.failOn(), options.seed());
    return output.deliver(
        Fuzzing.report(results, RunReport.Ending.COMPLETE, List.of(), info(), plan), out);
  }
}
