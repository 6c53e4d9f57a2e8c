package dev.wspec.subject;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseAddress;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Certificate;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.wire.Arrival;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Listener;
import dev.wspec.wire.PastVisit;
import dev.wspec.wire.Visits;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A client under test: it connects to a port of ours, by itself or because we start it. */
public final class ClientSubject implements Subject, AutoCloseable {

  /** Connections of before a case that it can look back on. */
  private static final int REMEMBERED = 64;

  /** How long a further connection of the same case may take. */
  private static final Duration RETURN = Duration.ofMillis(1500);

  /** How often we look whether a process that has not connected is still there. */
  private static final Duration LOOK = Duration.ofMillis(50);

  /** How long a process may take to end when its connection has. */
  private static final Duration EXIT = Duration.ofSeconds(1);

  private final Reception reception;
  private final Watchdog watchdog = new Watchdog();
  private final Listener listener;
  private final InetAddress address;
  private final String host;
  private final boolean secure;
  private final Invitation invitation;
  private final Duration patience;
  private final Deque<PastVisit> past = new ArrayDeque<>();
  private boolean probed;
  private volatile @Nullable Doors doors;
  private volatile Probe findings = new Probe(Set.of(Capability.ECHO), 0, "", List.of());

  private ClientSubject(
      InetSocketAddress address,
      @Nullable SSLContext tls,
      Invitation invitation,
      Duration patience,
      Reception.Web web)
      throws IOException {
    this.invitation = invitation;
    this.patience = patience;
    reception = new Reception(watchdog, new Round(List.of()), web);
    listener = Listener.open(address, tls, watchdog, reception);
    secure = tls != null;
    host =
        secure
            ? "localhost" // the name in our certificates
            : address.getAddress().isAnyLocalAddress() ? "127.0.0.1" : address.getHostString();
    this.address = address.getAddress();
  }

  /**
   * Listens for a client from now on.
   *
   * @param patience how long it may stay away
   */
  public static ClientSubject listen(
      InetSocketAddress address, @Nullable SSLContext tls, Invitation invitation, Duration patience)
      throws IOException {
    return new ClientSubject(address, tls, invitation, patience, new BrowserPage());
  }

  /** From now on cases about certificates lead the client to ports that show them. */
  public ClientSubject withDoors() throws IOException {
    doors = Doors.open(address, watchdog, reception::welcome);
    return this;
  }

  /** Where drivers are to connect, without a path. */
  public String url() {
    return (secure ? "wss://" : "ws://")
        + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + listener.port();
  }

  @Override
  public SubjectRole role() {
    return SubjectRole.CLIENT;
  }

  @Override
  public Set<Capability> capabilities() {
    return findings.capabilities();
  }

  /** What it turned out to be; more is known after the first visit. */
  public Probe findings() {
    return findings;
  }

  /** Takes this for granted instead of finding out. */
  public void assume(Probe known) {
    probed = true;
    findings = known;
  }

  /** The name that it gave itself, or empty. */
  public String agent() {
    return reception.agent().isEmpty() ? findings.software() : reception.agent();
  }

  @Override
  public boolean isAtCall() {
    return false;
  }

  @Override
  public boolean comesAgain() {
    return !(invitation instanceof Invitation.Patience);
  }

  /** A case has this outcome, which a driver may ask for. */
  public void judged(CaseId id, String behaviour) {
    reception.judged(id, behaviour);
  }

  /** The order in which the client comes for them; the first visit of all is a probe. */
  @Override
  public Agenda agenda(Collection<ConformanceCase> cases, long seed) {
    boolean probing = !probed;
    probed = true;
    boolean each =
        invitation instanceof Invitation.EachCase || invitation instanceof Invitation.EachCall;
    return each
        ? eachCase(cases, probing)
        : new DrivenAgenda(this, reception, invitation, patience, cases, probing);
  }

  /** We start the client for every case, and so decide on the order. */
  private Agenda eachCase(Collection<ConformanceCase> cases, boolean probing) {
    List<ConformanceCase> all = new ArrayList<>(cases);
    all.add(0, ClientProbe.CASE);
    reception.begin(new Round(all));
    Iterator<ConformanceCase> rest = cases.iterator();
    if (probing) {
      findOut();
    }
    return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }

  /** Uses a visit to find out what the client can do. */
  void findOut() {
    try (Meeting meeting = meet(ClientProbe.CASE)) {
      findings = ClientProbe.of(meeting.settings(), watchdog);
    }
  }

  @Override
  public Meeting meet(ConformanceCase conformanceCase) {
    Round round = reception.round();
    String trouble = "";
    StartedProgram process = null;
    Supplier<Optional<String>> left = expect(conformanceCase.certificate());
    String url = url(conformanceCase) + CaseAddress.of(round.number(conformanceCase));
    if (invitation instanceof Invitation.EachCase each) {
      try {
        process = StartedProgram.start(each.command(), url, each.authority());
      } catch (IOException e) {
        trouble = "The client could not be started: " + e.getMessage();
      }
    }
    if (invitation instanceof Invitation.EachCall call) {
      URI uri = URI.create(url);
      Thread caller = new Thread(() -> call.client().accept(uri), "wspec-client");
      caller.setDaemon(true);
      caller.start();
    }
    Arrival first = trouble.isEmpty() ? first(round, conformanceCase.id(), process, left) : null;
    return new ClientMeeting(conformanceCase.id(), round, first, process, trouble, left);
  }

  private String url(ConformanceCase conformanceCase) {
    Doors open = doors;
    Certificate shown = conformanceCase.certificate();
    return open == null || shown == null ? url() : open.url(shown);
  }

  /** From now on tells how a client left without coming in where it is shown this certificate. */
  private Supplier<Optional<String>> expect(@Nullable Certificate shown) {
    Doors open = doors;
    if (open == null || shown == null) {
      return Optional::empty;
    }
    open.expect(shown);
    return () -> open.left(shown);
  }

  /** The connection of that case; a process that ends without one is not waited for. */
  private @Nullable Arrival first(
      Round round, CaseId id, @Nullable StartedProgram process, Supplier<Optional<String>> left) {
    Deadline deadline = Deadline.in(patience);
    Deadline last = null;
    Arrival arrival = null;
    while (arrival == null && !deadline.passed() && (last == null || !last.passed())) {
      if (last == null && process != null && !process.isAlive()) {
        last = Deadline.in(LOOK.multipliedBy(2)); // what it has sent may still be on its way to us
      }
      if (left.get().isPresent()) {
        return null;
      }
      arrival = round.take(id, Deadline.in(LOOK));
    }
    return arrival;
  }

  @Override
  public void close() {
    if (invitation instanceof Invitation.Patience) {
      reception.farewell();
    }
    reception.round().close();
    listener.close();
    Doors open = doors;
    if (open != null) {
      open.close();
    }
    watchdog.close();
  }

  private List<PastVisit> past() {
    synchronized (past) {
      return List.copyOf(past);
    }
  }

  private void remember(PastVisit visit) {
    synchronized (past) {
      past.addLast(visit);
      if (past.size() > REMEMBERED) {
        past.removeFirst();
      }
    }
  }

  /** What this very connection shows that it can do, and what the probe has found. */
  private Set<Capability> capabilities(@Nullable Arrival arrival) {
    Set<Capability> all = EnumSet.noneOf(Capability.class);
    all.addAll(findings.capabilities());
    if (arrival != null) {
      all.addAll(ClientProbe.offered(arrival.request()));
      if (Target.of(arrival.request().target()).parameter("page").isPresent()) {
        all.add(Capability.BROWSER);
      }
    }
    if (doors != null) {
      all.add(Capability.TLS);
    }
    return all;
  }

  private final class ClientMeeting implements Meeting, Visits {
    private final CaseId id;
    private final Round round;
    private final @Nullable StartedProgram process;
    private final String trouble;
    private final Supplier<Optional<String>> left;
    private final WireSettings settings;
    private @Nullable Arrival first;
    private boolean greeted;

    ClientMeeting(
        CaseId id,
        Round round,
        @Nullable Arrival first,
        @Nullable StartedProgram process,
        String trouble,
        Supplier<Optional<String>> left) {
      this.id = id;
      this.round = round;
      this.first = first;
      this.process = process;
      this.trouble = trouble;
      this.left = left;
      settings =
          new WireSettings(
              new Contact.Awaiting(this),
              capabilities(first),
              findings.greetings(),
              WireSettings.DEFAULT_BUDGET);
    }

    @Override
    public WireSettings settings() {
      return settings;
    }

    @Override
    public @Nullable Arrival next(Deadline deadline) {
      if (greeted) {
        Deadline soon = Deadline.in(RETURN);
        return round.take(
            id, soon.remainingMillis() < deadline.remainingMillis() ? soon : deadline);
      }
      greeted = true;
      Arrival arrival = first;
      first = null;
      return arrival;
    }

    @Override
    public String absence() {
      return left.get().orElse("The client did not connect.");
    }

    @Override
    public boolean turnedAway() {
      return left.get().isPresent();
    }

    @Override
    public List<PastVisit> past() {
      return ClientSubject.this.past();
    }

    @Override
    public void remember(PastVisit visit) {
      ClientSubject.this.remember(visit);
    }

    @Override
    public List<String> epilogue() {
      if (process == null) {
        return trouble.isEmpty() ? List.of() : List.of(trouble);
      }
      String end =
          process.awaitExit(EXIT.toMillis())
              ? "The client exited with status " + process.status() + "."
              : "The client did not exit and was killed.";
      String output = process.output();
      return output.isEmpty() ? List.of(end) : List.of(end, "It said: " + output);
    }

    /** A case that does not apply is still answered, so that the client goes on. */
    @Override
    public void close() {
      Arrival unused = first;
      first = null;
      if (unused != null) {
        reception.farewell(unused);
      }
      if (process != null) {
        process.close();
      }
    }
  }
}
