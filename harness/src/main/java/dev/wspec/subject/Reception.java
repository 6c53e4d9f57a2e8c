package dev.wspec.subject;

import dev.wspec.conformance.CaseAddress;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.wire.Arrival;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Listener;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Visits;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows clients in: it speaks the URL protocol of the Autobahn fuzzing server, which test drivers
 * of many libraries know, and hands over those who come for a case.
 */
final class Reception implements Listener.Host {

  private static final Duration SMALL_TALK = Duration.ofSeconds(5);
  private static final int AGENT_LENGTH = 100;
  private static final int BUDGET = 1 << 20;

  /** Serves what is no WebSocket request; false leaves it to us. */
  interface Web {
    boolean serve(Arrival arrival, Target target, List<CaseId> cases, Map<String, String> statuses);

    /** All is over: comes back soon, when who is there has what it still wanted. */
    void farewell();
  }

  private final Watchdog watchdog;
  private final Web web;
  private final Map<CaseId, String> statuses = new ConcurrentHashMap<>();
  private volatile Round round;
  private volatile String agent = "";
  private volatile long lastArrival = System.nanoTime();
  private volatile String lastMiss = "";
  private volatile boolean reportsAsked;

  Reception(Watchdog watchdog, Round first, Web web) {
    this.watchdog = watchdog;
    this.round = first;
    this.web = web;
  }

  /** From now on clients come for these cases. */
  void begin(Round next) {
    reportsAsked = false;
    lastArrival = System.nanoTime();
    round = next;
  }

  Round round() {
    return round;
  }

  /** How the client names itself, or empty; printable, but not to be trusted. */
  String agent() {
    return agent;
  }

  /** Whether the driver has said that it is through. */
  boolean reportsAsked() {
    return reportsAsked;
  }

  /** Why a connection did not even bring a request; empty if that never happened. */
  String lastMiss() {
    return lastMiss;
  }

  long millisSinceLastArrival() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastArrival);
  }

  /** A case has this outcome, in the words of the protocol. */
  void judged(CaseId id, String behaviour) {
    statuses.put(id, behaviour);
  }

  @Override
  public void missed(InetSocketAddress peer, String why) {
    lastMiss = Target.printable(why, 300);
  }

  @Override
  public void welcome(Arrival arrival) {
    lastArrival = System.nanoTime();
    RawRequest request = arrival.request();
    Target target = Target.of(request.target());
    switch (target.path()) {
      case "/getCaseCount" -> say(arrival, String.valueOf(round.size()));
      case "/getCaseInfo" -> info(arrival, target);
      case "/getCaseStatus" -> status(arrival, target);
      case "/updateReports" -> {
        reportsAsked = true;
        say(arrival, null);
        round.end();
      }
      case "/stopServer" -> {
        say(arrival, null);
        round.end();
      }
      case "/runCase" -> {
        Optional<String> name = target.parameter("agent").filter(a -> !a.isBlank());
        if (name.isEmpty()) {
          sorry(arrival);
        } else {
          name(name.get());
          visit(arrival, named(target), target);
        }
      }
      default -> others(arrival, target);
    }
  }

  private void others(Arrival arrival, Target target) {
    RawRequest request = arrival.request();
    if (CaseAddress.isOurs(target.path())) {
      visit(arrival, round.find(CaseAddress.number(target.path()), null), target);
    } else if (request.field("Upgrade").isPresent()
        || request.field("Sec-WebSocket-Key").isPresent()) {
      visit(arrival, round.nextInOrder(), target);
    } else if (!web.serve(arrival, target, round.ids(), statusesById())) {
      arrival.reply(
          page(
              "404 Not Found",
              "text/plain; charset=utf-8",
              "wspec awaits WebSocket clients here.\n"));
    }
  }

  /** Serves a page that somebody has open until it has all verdicts, but not for long. */
  void farewell() {
    web.farewell();
  }

  private Map<String, String> statusesById() {
    return statuses.entrySet().stream()
        .collect(Collectors.toMap(e -> e.getKey().value(), Map.Entry::getValue));
  }

  /** An answer over HTTP, octets as ISO 8859-1. */
  static String page(String status, String type, String content) {
    byte[] octets = content.getBytes(StandardCharsets.UTF_8);
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: "
        + type
        + "\r\nContent-Length: "
        + octets.length
        + "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
        + "\r\nConnection: close\r\n\r\n"
        + new String(octets, StandardCharsets.ISO_8859_1);
  }

  private void name(String text) {
    if (agent.isEmpty()) {
      agent = Target.printable(text, AGENT_LENGTH);
    }
  }

  private Optional<ConformanceCase> named(Target target) {
    return round.find(
        target.parameter("case").orElse(null), target.parameter("casetuple").orElse(null));
  }

  private void visit(Arrival arrival, Optional<ConformanceCase> wanted, Target target) {
    boolean again = target.parameter("again").isPresent();
    if (wanted.isEmpty() || !round.arrived(wanted.get(), arrival, again)) {
      sorry(arrival);
    }
  }

  /** What the original answers to a request that it does not understand. */
  private static void sorry(Arrival arrival) {
    arrival.reply("HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\n");
  }

  private void info(Arrival arrival, Target target) {
    Optional<ConformanceCase> wanted = named(target);
    if (wanted.isEmpty()) {
      sorry(arrival);
      return;
    }
    say(
        arrival,
        "{\"id\": \""
            + wanted.get().id()
            + "\", \"description\": \""
            + wanted.get().title().replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"}");
  }

  private void status(Arrival arrival, Target target) {
    Optional<ConformanceCase> wanted = named(target);
    if (wanted.isEmpty()) {
      sorry(arrival);
      return;
    }
    Deadline patience = Deadline.in(SMALL_TALK);
    String behaviour = statuses.get(wanted.get().id());
    while (behaviour == null && !patience.passed()) {
      behaviour = awaitStatus(wanted.get().id());
    }
    say(arrival, "{\"behavior\": \"" + (behaviour == null ? "FAILED" : behaviour) + "\"}");
  }

  private synchronized @Nullable String awaitStatus(CaseId id) {
    try {
      wait(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return statuses.get(id);
  }

  /** Opens a connection that nobody needs, and closes it. */
  void farewell(Arrival arrival) {
    say(arrival, null);
  }

  /** Opens the connection, says one thing, if there is one, and closes it. */
  private void say(Arrival arrival, @Nullable String text) {
    TranscriptRecorder record =
        new TranscriptRecorder(SubjectRole.CLIENT, Set.of(), System::nanoTime);
    WireSettings settings =
        new WireSettings(new Contact.Awaiting(Visits.of(arrival)), Set.of(), 0, BUDGET);
    TcpWire wire = new TcpWire(settings, record, Deadline.in(SMALL_TALK), watchdog, 0);
    try {
      wire.open();
      if (text != null) {
        wire.send(RawFrame.text(text));
      }
      wire.close(RawFrame.close());
    } finally {
      wire.hangUp();
    }
  }
}
