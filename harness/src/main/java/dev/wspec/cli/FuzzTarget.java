package dev.wspec.cli;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.fuzz.LaunchedProcess;
import dev.wspec.fuzz.Opponent;
import dev.wspec.fuzz.TargetProcess;
import dev.wspec.report.SubjectInfo;
import dev.wspec.subject.Probe;
import dev.wspec.subject.Prober;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Unreachable;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server that made-up conversations are played to. */
final class FuzzTarget {
  private final ServerSubject subject;
  private final Probe probe;

  private FuzzTarget(ServerSubject subject, Probe probe) {
    this.subject = subject;
    this.probe = probe;
  }

  /** Looks at the server first; one on a public address has to be the user's own. */
  static FuzzTarget of(ServerSubject subject, boolean own, Watchdog watchdog) throws Unreachable {
    refuseStrangers(subject, own);
    return new FuzzTarget(subject, Prober.probe(subject, watchdog, 1));
  }

  /** A server on a public address has to be the user's own. */
  static void refuseStrangers(ServerSubject subject, boolean own) {
    if (!own) {
      refuseStrangers(subject.dialer().host());
    }
  }

  private static void refuseStrangers(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        boolean unique =
            address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        if (!address.isLoopbackAddress()
            && !address.isSiteLocalAddress()
            && !address.isLinkLocalAddress()
            && !unique) {
          throw new UsageError(
              host
                  + " is neither on this machine nor in a private network."
                  + " If it is yours to attack, say so with --i-own-this-target.");
        }
      }
    } catch (UnknownHostException e) {
      throw new UsageError("The host name " + host + " is not known.");
    }
  }

  /** Starts the server, if there is a command for that. */
  static @Nullable TargetProcess launch(
      @Nullable String command, ServerSubject subject, Watchdog watchdog) {
    if (command == null) {
      return null;
    }
    Duration moment = Duration.ofSeconds(1);
    try {
      return LaunchedProcess.start(
          command, () -> subject.dialer().failure(Deadline.in(moment), watchdog).isEmpty());
    } catch (IOException e) {
      throw new UsageError("The server could not be started: " + e.getMessage() + ".");
    }
  }

  Opponent opponent() {
    return Opponent.server(
        new WireSettings(
            subject.dialer(),
            subject::request,
            probe.capabilities(),
            probe.greetings(),
            WireSettings.DEFAULT_BUDGET));
  }

  int port() {
    return subject.dialer().port();
  }

  String url() {
    return subject.url();
  }

  Duration timeout() {
    return subject.timeout();
  }

  /** What the report says of it. */
  SubjectInfo info() {
    return new SubjectInfo(
        subject.url(), SubjectRole.SERVER, probe.capabilities(), probe.software());
  }
}
