package dev.wspec.run;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoClient;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.ClientSubject;
import dev.wspec.subject.Invitation;
import dev.wspec.subject.Probe;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.Subject;
import dev.wspec.subject.UnusableSubject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays a case with a sound peer of our own, to show what is sent. */
public final class Demonstration {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long SEED = 1;
  private static final Probe ABLE = new Probe(EnumSet.allOf(Capability.class), 0, "", List.of());

  private Demonstration() {}

  /**
   * What was said; nothing for a case that takes much, or that only an intermediary can be asked.
   *
   * @throws IOException if no port can be had
   */
  public static Optional<Transcript> of(ConformanceCase shown) throws IOException {
    if (shown.effort().isOptIn()) {
      return Optional.empty();
    }
    if (shown.subjects().contains(SubjectRole.SERVER)) {
      return Optional.ofNullable(withServer(shown));
    }
    return shown.subjects().contains(SubjectRole.CLIENT)
        ? Optional.ofNullable(withClient(shown))
        : Optional.empty();
  }

  private static @Nullable Transcript withServer(ConformanceCase shown) throws IOException {
    try (EchoServer server = EchoServer.builder().subprotocols("chat", "superchat").start()) {
      return transcript(
          shown, ServerSubject.at(server.uri().toString()).timeout(TIMEOUT).build().probed(ABLE));
    } catch (UnusableSubject e) {
      throw new IllegalStateException("our own address is unusable", e);
    }
  }

  private static @Nullable Transcript withClient(ConformanceCase shown) throws IOException {
    EchoClient client = new EchoClient(ClientBehaviour.CONFORMING, TIMEOUT);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ClientSubject subject =
        ClientSubject.listen(anyPort, null, new Invitation.EachCall(client::visit), TIMEOUT)) {
      subject.assume(ABLE);
      return transcript(shown, subject);
    }
  }

  private static @Nullable Transcript transcript(ConformanceCase shown, Subject subject) {
    Suite suite =
        new Suite(
            subject,
            new CaseJudge(Requirements.load(), false),
            new Suite.Settings(1, TIMEOUT, SEED));
    return suite.run(List.of(shown), outcome -> {}).outcomes().get(0).transcript();
  }
}
