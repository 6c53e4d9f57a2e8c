package dev.wspec.run.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.report.autobahn.AutobahnFolder;
import dev.wspec.report.autobahn.PlayedCase;
import dev.wspec.subject.Target;
import dev.wspec.wire.Arrival;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Listener;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Visits;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Tests clients that come, by the URL protocol that their drivers know. */
public final class FuzzingServer implements AutoCloseable {

  private static final Duration SMALL_TALK = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);
  private static final Duration STATUS_PATIENCE = Duration.ofMinutes(2);
  private static final int AGENT_LENGTH = 100;

  /** Outcomes that are kept for those who ask; a driver has one agent and at most 517 cases. */
  private static final int MOST_STATUSES = 64 * 517;

  private static final long BUDGET = 256L << 20;
  private static final String SORRY =
      "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n";

  private final AutobahnSpec spec;
  private final List<AutobahnCase> cases;
  private final AutobahnFolder folder;
  private final Consumer<String> console;
  private final Watchdog watchdog = new Watchdog();
  private final AutobahnPlayer player;
  private final AutobahnRun.Tally tally = new AutobahnRun.Tally();
  private final Map<String, CompletableFuture<String>> statuses = new ConcurrentHashMap<>();
  private final Underway underway = new Underway();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Listener listener;

  /**
   * Listens from now on.
   *
   * @param tls with what to speak TLS, or null
   * @param console takes the lines that the original writes
   */
  public FuzzingServer(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      AutobahnSpec spec,
      List<AutobahnCase> cases,
      AutobahnRun.Settings settings,
      AutobahnFolder folder,
      Consumer<String> console)
      throws IOException {
    this.spec = spec;
    this.cases = List.copyOf(cases);
    this.folder = folder;
    this.console = console;
    player = new AutobahnPlayer(settings, watchdog);
    listener = Listener.open(address, tls, watchdog, new Desk());
    console.accept("Ok, will run %d test cases for any clients connecting".formatted(cases.size()));
    console.accept("Cases = " + cases.stream().map(each -> "'" + each.id() + "'").toList());
  }

  public int port() {
    return listener.port();
  }

  /** Waits until a client says that it is the last, and tells what came out. */
  public AutobahnRun.Tally await() throws InterruptedException {
    over.await();
    return tally;
  }

  /** What came out so far. */
  public AutobahnRun.Tally tally() {
    return tally;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    watchdog.close();
    folder.writeIndex();
  }

  /** Shows clients in. */
  private final class Desk implements Listener.Host {

    @Override
    public void missed(InetSocketAddress peer, String why) {
      console.accept("A connection came to nothing: " + Target.printable(why, 200));
    }

    @Override
    public void welcome(Arrival arrival) {
      Target target = Target.of(arrival.request().target());
      if (arrival.request().field("Sec-WebSocket-Key").isEmpty()) {
        arrival.reply(STATUS_PAGE);
        return;
      }
      switch (target.path()) {
        case "/getCaseCount" -> say(arrival, String.valueOf(cases.size()));
        case "/getCaseInfo" -> info(arrival, target);
        case "/getCaseStatus" -> status(arrival, target);
        case "/runCase" -> run(arrival, target);
        case "/updateReports" -> update(arrival, target);
        case "/stopServer" -> {
          underway.awaitEnd(LAST_WORDS);
          say(arrival, null);
          over.countDown();
        }
        default -> arrival.reply(SORRY);
      }
    }
  }

  private static final String STATUS_PAGE =
      page("<!DOCTYPE html><title>wspec</title><p>A WebSocket fuzzing server listens here.</p>");

  private static String page(String html) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
        + html.length()
        + "\r\nConnection: close\r\n\r\n"
        + html;
  }

  /** The number of a case as a client asks for it, from 1; 0 if there is none such. */
  private int number(Target target) {
    Optional<String> number = target.parameter("case");
    if (number.isPresent()) {
      int asked = number.get().matches("\\d{1,6}") ? Integer.parseInt(number.get()) : 0;
      return asked <= cases.size() ? asked : 0;
    }
    String tuple = target.parameter("casetuple").orElse("");
    for (int i = 0; i < cases.size(); i++) {
      if (cases.get(i).id().text().equals(tuple)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Optional<String> agent(Target target) {
    return target
        .parameter("agent")
        .map(name -> Target.printable(name, AGENT_LENGTH))
        .filter(name -> !name.isBlank());
  }

  private void info(Arrival arrival, Target target) {
    int number = number(target);
    if (number == 0) {
      arrival.reply(SORRY);
      return;
    }
    AutobahnCase asked = cases.get(number - 1);
    // Titles are ours and have neither quotes nor backslashes.
    say(arrival, "{\"id\": \"" + asked.id() + "\", \"description\": \"" + asked.title() + "\"}");
  }

  private CompletableFuture<String> status(String agent, AutobahnCase asked) {
    if (statuses.size() >= MOST_STATUSES) {
      statuses.clear();
    }
    return statuses.computeIfAbsent(agent + "\n" + asked.id(), key -> new CompletableFuture<>());
  }

  private void status(Arrival arrival, Target target) {
    int number = number(target);
    Optional<String> agent = agent(target);
    if (number == 0 || agent.isEmpty()) {
      arrival.reply(SORRY);
      return;
    }
    try {
      String behavior =
          status(agent.get(), cases.get(number - 1))
              .get(STATUS_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      say(arrival, "{\"behavior\": \"" + behavior + "\"}");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      arrival.close();
    } catch (ExecutionException | TimeoutException e) {
      arrival.reply(SORRY);
    }
  }

  private void run(Arrival arrival, Target target) {
    int number = number(target);
    Optional<String> named = agent(target);
    if (number == 0 || named.isEmpty()) {
      arrival.reply(SORRY);
      return;
    }
    AutobahnCase asked = cases.get(number - 1);
    String agent = named.get();
    if (FuzzingClient.excludes(spec.excludeAgentCases(), agent, asked)) {
      console.accept(
          "Skipping test case ID %s for agent %s by test configuration!"
              .formatted(asked.id(), agent));
      say(arrival, null);
      return;
    }
    console.accept(
        "Running test case ID %s for agent %s from peer tcp4:%s:%d"
            .formatted(
                asked.id(),
                agent,
                arrival.peer().getAddress().getHostAddress(),
                arrival.peer().getPort()));
    underway.begin(agent);
    try {
      PlayedCase played =
          player.play(asked, agent, number, SubjectRole.CLIENT, wires(arrival, BUDGET), 0);
      if (!folder.add(played)) {
        console.accept("There are too many agents for the reports; " + agent + " is left out.");
      }
      tally.add(played);
      status(agent, asked).obtrudeValue(played.outcome().behavior().word());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      underway.end(agent);
    }
  }

  private void update(Arrival arrival, Target target) {
    Optional<String> agent = agent(target);
    if (agent.isEmpty()) {
      arrival.reply(SORRY);
      return;
    }
    underway.awaitEnd(agent.get(), LAST_WORDS);
    console.accept("Updating reports, requested by peer tcp4:" + arrival.peer().getPort());
    try {
      folder.writeIndex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    say(arrival, null);
    String last = target.parameter("shutdownOnComplete").orElse("");
    if (last.equals("true") || last.equals("yes")) {
      console.accept("Shutting down server.");
      over.countDown();
    }
  }

  /** Opens the connection, says one thing, if there is one, and closes it. */
  private void say(Arrival arrival, @Nullable String text) {
    TranscriptRecorder record =
        new TranscriptRecorder(SubjectRole.CLIENT, Set.of(), System::nanoTime);
    TcpWire wire =
        new TcpWire(wires(arrival, 1 << 20), record, Deadline.in(SMALL_TALK), watchdog, 0);
    try {
      wire.answer(ordinary -> ordinary.without("Sec-WebSocket-Protocol"));
      if (text != null) {
        wire.send(RawFrame.text(text));
      }
      wire.close(RawFrame.close());
    } finally {
      wire.hangUp();
    }
  }

  private static WireSettings wires(Arrival arrival, long budget) {
    return new WireSettings(
        new Contact.Awaiting(Visits.of(arrival)), Set.of(Capability.ECHO), 0, budget);
  }
}
