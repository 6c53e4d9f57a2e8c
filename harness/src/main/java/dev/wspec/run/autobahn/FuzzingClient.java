package dev.wspec.run.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCases;
import dev.wspec.autobahn.Step;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.report.autobahn.AutobahnFolder;
import dev.wspec.report.autobahn.PlayedCase;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.TlsOptions;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Tests servers, one after another, several cases at a time. */
public final class FuzzingClient {

  private static final String NAMELESS = "UnknownServer";
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(5);
  private static final long BUDGET = 256L << 20;

  /** Cases that move megabytes are played by so many threads at most. */
  private static final int HEAVY_AT_A_TIME = 2;

  private final AutobahnSpec spec;
  private final AutobahnRun.Settings settings;
  private final AutobahnFolder folder;
  private final Consumer<String> console;
  private final AutobahnRun.Tally tally = new AutobahnRun.Tally();

  /**
   * @param console takes the lines that the original writes
   */
  public FuzzingClient(
      AutobahnSpec spec,
      AutobahnRun.Settings settings,
      AutobahnFolder folder,
      Consumer<String> console) {
    this.spec = spec;
    this.settings = settings;
    this.folder = folder;
    this.console = console;
  }

  /** What came first from a server: its name, and how many messages it sends unasked. */
  private record Acquaintance(String agent, int greetings) {}

  /** Plays the cases with every server of the spec; a server that is not there is passed over. */
  public AutobahnRun.Tally run(List<AutobahnCase> cases) throws SpecProblem, IOException {
    console.accept(
        "Ok, will run %d test cases against %d servers"
            .formatted(cases.size(), spec.servers().size()));
    console.accept("Cases = " + cases.stream().map(each -> "'" + each.id() + "'").toList());
    List<ServerSubject> subjects = new ArrayList<>();
    for (AutobahnSpec.Server server : spec.servers()) {
      subjects.add(subject(server));
    }
    for (int i = 0; i < subjects.size(); i++) {
      console.accept("Servers = " + spec.servers().get(i).url());
      run(spec.servers().get(i), subjects.get(i), cases);
      folder.writeIndex();
    }
    folder.writeIndex();
    console.accept("Report generation complete.");
    return tally;
  }

  /** Says what is wrong with the servers of a spec, before anything is written. */
  public static void check(AutobahnSpec spec) throws SpecProblem {
    for (AutobahnSpec.Server server : spec.servers()) {
      subject(server);
    }
  }

  private static ServerSubject subject(AutobahnSpec.Server server) throws SpecProblem {
    try {
      // As the original: whatever certificate a server under test has, it is tested.
      return ServerSubject.at(server.url())
          .origin(server.origin())
          .subprotocols(server.protocols())
          .tls(new TlsOptions(true, null, null, ""))
          .header("User-Agent", "wspec-autobahn")
          .build();
    } catch (UnusableSubject e) {
      throw new SpecProblem(String.valueOf(e.getMessage()));
    }
  }

  private void run(AutobahnSpec.Server server, ServerSubject subject, List<AutobahnCase> cases) {
    try (Watchdog watchdog = new Watchdog()) {
      Conversation first = firstContact(subject, watchdog);
      if (first.opened().isEmpty() && first.refused().isEmpty()) {
        console.accept("Connection to " + server.url() + " failed (" + why(first) + ")");
        return;
      }
      Acquaintance peer = acquaintance(first, server);
      AutobahnPlayer player = new AutobahnPlayer(settings, watchdog);
      List<AutobahnCase> light = new ArrayList<>();
      List<AutobahnCase> heavy = new ArrayList<>();
      for (AutobahnCase each : cases) {
        if (isExcluded(peer.agent, each)) {
          console.accept(
              "Skipping test case ID %s for agent %s by test configuration!"
                  .formatted(each.id(), peer.agent));
        } else {
          (each.isTimed() ? heavy : light).add(each);
        }
      }
      // Those that pause by design come first, so that the others fill the time.
      light.sort(Comparator.comparing(FuzzingClient::hasPause).reversed());
      playAll(light, settings.parallel(), subject, peer, player);
      playAll(heavy, Math.min(HEAVY_AT_A_TIME, settings.parallel()), subject, peer, player);
    }
  }

  private static boolean hasPause(AutobahnCase asked) {
    return asked.script().stream().anyMatch(Step.Wait.class::isInstance);
  }

  private boolean isExcluded(String agent, AutobahnCase asked) {
    return excludes(spec.excludeAgentCases(), agent, asked);
  }

  static boolean excludes(Map<String, List<String>> excluded, String agent, AutobahnCase asked) {
    return excluded.entrySet().stream()
        .filter(entry -> AutobahnCases.matchesWhole(entry.getKey(), agent))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(pattern -> AutobahnCases.matchesWhole(pattern, asked.id().text()));
  }

  private static Acquaintance acquaintance(Conversation first, AutobahnSpec.Server server) {
    String named =
        first.response().flatMap(r -> r.field("Server")).filter(s -> !s.isBlank()).orElse(NAMELESS);
    String agent = server.agent() == null ? named : server.agent();
    return new Acquaintance(agent, first.messagesReceived().size());
  }

  private static Conversation firstContact(ServerSubject subject, Watchdog watchdog) {
    TranscriptRecorder recorder =
        new TranscriptRecorder(SubjectRole.SERVER, Set.of(), System::nanoTime);
    TcpWire wire = new TcpWire(wires(subject), recorder, Deadline.in(FIRST_CONTACT), watchdog, 0);
    try {
      wire.open();
      wire.fence();
      wire.close();
    } finally {
      wire.hangUp();
    }
    return recorder.transcript().main();
  }

  private static String why(Conversation first) {
    return first.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(event -> ((Event.Note) event).text())
        .findFirst()
        .orElse("it was closed without an answer");
  }

  private static WireSettings wires(ServerSubject subject) {
    return new WireSettings(subject.dialer(), subject::request, Set.of(Capability.ECHO), 0, BUDGET);
  }

  private void playAll(
      List<AutobahnCase> cases,
      int threads,
      ServerSubject subject,
      Acquaintance peer,
      AutobahnPlayer player) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, FuzzingClient::thread);
    try {
      List<Future<?>> playing = new ArrayList<>();
      for (AutobahnCase each : cases) {
        playing.add(pool.submit(() -> play(each, subject, peer, player)));
      }
      for (Future<?> each : playing) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cases ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case broke wspec: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "wspec-autobahn");
    thread.setDaemon(true);
    return thread;
  }

  private void play(
      AutobahnCase asked, ServerSubject subject, Acquaintance peer, AutobahnPlayer player) {
    console.accept(
        "Running test case ID %s for agent %s from peer tcp4:%s:%d"
            .formatted(asked.id(), peer.agent, subject.dialer().host(), subject.dialer().port()));
    PlayedCase played =
        player.play(
            asked, peer.agent, asked.index(), SubjectRole.SERVER, wires(subject), peer.greetings);
    try {
      if (!folder.add(played)) {
        console.accept(
            "There are too many agents for the reports; " + peer.agent + " is left out.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    tally.add(played);
  }
}
