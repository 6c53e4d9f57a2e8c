package dev.wspec.cli;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.endpoint.LocalhostCertificate;
import dev.wspec.report.CaseResult;
import dev.wspec.report.RequirementResult;
import dev.wspec.report.RunReport;
import dev.wspec.report.SubjectInfo;
import dev.wspec.run.Differential;
import dev.wspec.run.RunEnd;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.TlsOptions;
import dev.wspec.subject.Unreachable;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Every case for servers, to our own server, without the proxy and through it. */
final class ProxyDifferential {

  private final ServerSubject front;
  private final InetSocketAddress origin;
  private final boolean originTls;
  private final RunOptions options;
  private final SelectionOptions selection;
  private final OutputOptions output;

  /**
   * @param front where clients connect to the proxy
   * @param origin where it finds our server
   */
  ProxyDifferential(
      ServerSubject front,
      InetSocketAddress origin,
      boolean originTls,
      RunOptions options,
      SelectionOptions selection,
      OutputOptions output) {
    this.front = front;
    this.origin = origin;
    this.originTls = originTls;
    this.options = options;
    this.selection = selection;
    this.output = output;
  }

  /**
   * Plays them, leaves the report, and returns the exit code.
   *
   * @param command repeats a case, but for the case and the seed
   * @throws IOException if our server cannot listen
   */
  int test(List<String> command, PrintWriter out, PrintWriter err) throws IOException {
    EchoServer.Builder server =
        EchoServer.builder()
            .host(origin.getHostString())
            .port(origin.getPort())
            .subprotocols(front.subprotocols().toArray(String[]::new));
    if (originTls) {
      server.tls(LocalhostCertificate.serverContext());
    }
    try (EchoServer own = server.start()) {
      return test(own, command, out, err);
    }
  }

  private int test(EchoServer own, List<String> command, PrintWriter out, PrintWriter err)
      throws IOException {
    SuiteRun direct = run(OutputOptions.into(output.folder().resolve("without")), command);
    SuiteRun through = run(output, command);
    try {
      ServerSubject alone = alone(own);
      Probe probe = probe(alone);
      probe(front);
      if (!output.quiet()) {
        out.printf(
            "Testing the proxy at %s with %d cases for servers, without it and through it, seed"
                + " %d; the server is our own, at port %d.%n",
            front.url(), through.cases().size(), options.seed(), own.port());
        out.flush();
      }
      RunReport without =
          direct.report(alone.url(), probe, direct.play(alone.probed(probe), outcome -> {}));
      RunReport passed =
          through.report(front.url(), probe, through.play(front.probed(probe), outcome -> {}));
      return output.deliver(difference(without, passed, through), out);
    } catch (Unreachable e) {
      RunEnd nothing = new RunEnd(RunEnd.Ending.SUBJECT_LOST, List.of(), List.of(e.sentence()));
      output.write(through.report(front.url(), ServerCommand.UNKNOWN, nothing));
      err.println("wspec: " + e.sentence());
      return ExitCode.NOT_JUDGED;
    } finally {
      direct.delivered();
      through.delivered();
    }
  }

  private SuiteRun run(OutputOptions where, List<String> command) {
    return new SuiteRun(
        Catalogue.load(), SubjectRole.SERVER, options, selection, where, front.timeout(), command);
  }

  /** Our server, asked as the proxy is, but for what TLS to the proxy takes. */
  private ServerSubject alone(EchoServer own) {
    String host = origin.getAddress().isAnyLocalAddress() ? "127.0.0.1" : origin.getHostString();
    String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + own.port();
    try {
      return ServerSubject.at((originTls ? "wss://" : "ws://") + authority + "/")
          .tls(new TlsOptions(true, null, null, ""))
          .subprotocols(front.subprotocols())
          .timeout(front.timeout())
          .build();
    } catch (UnusableSubject e) {
      throw new IllegalStateException("our own address is unusable", e);
    }
  }

  private Probe probe(ServerSubject subject) throws Unreachable {
    try (Watchdog watchdog = new Watchdog()) {
      return Prober.probe(subject, watchdog, options.seed());
    }
  }

  private RunReport difference(RunReport without, RunReport passed, SuiteRun run) {
    Differential differential = Differential.of(without.cases(), passed.cases());
    List<CaseResult> cases =
        differential.cases().stream()
            .map(result -> result.withStanding(run.standing(result)))
            .toList();
    List<String> notes = new ArrayList<>(passed.notes());
    notes.add(
        "Of %d cases for servers %d have other findings through the proxy than without it."
            .formatted(cases.size(), differential.differing().size()));
    if (without.ending() != RunReport.Ending.COMPLETE) {
      notes.add("Without the proxy the run did not come to its end: " + without.notes());
    }
    return new RunReport(
        passed.suite(),
        without.started(),
        without.duration().plus(passed.duration()),
        passed.seed(),
        new SubjectInfo(
            front.url(),
            SubjectRole.INTERMEDIARY,
            passed.subject().capabilities(),
            passed.subject().software()),
        passed.selection(),
        passed.policy(),
        without.ending() == RunReport.Ending.COMPLETE ? passed.ending() : without.ending(),
        notes,
        cases,
        List.of(),
        RequirementResult.of(cases, Requirements.load()));
  }
}
