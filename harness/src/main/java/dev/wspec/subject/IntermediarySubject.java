package dev.wspec.subject;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
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
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An intermediary under test: we connect to it, and it connects to a port of ours. One case is
 * played at a time, so that a connection to the origin belongs to the case that is under way.
 */
public final class IntermediarySubject implements Subject, AutoCloseable {

  /** The parameter of the request target that tells a late connection from one of this case. */
  private static final String MARK = "wspec=";

  private final ServerSubject front;
  private final Watchdog watchdog = new Watchdog();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(128);
  private final Semaphore turn = new Semaphore(1);
  private final AtomicLong round = new AtomicLong();
  private final Listener listener;

  private IntermediarySubject(
      ServerSubject front, InetSocketAddress origin, @Nullable SSLContext tls) throws IOException {
    this.front = front;
    listener =
        Listener.open(
            origin,
            tls,
            watchdog,
            new Listener.Host() {
              @Override
              public void welcome(Arrival arrival) {
                if (!arrivals.offer(arrival)) {
                  arrival.close();
                }
              }

              @Override
              public void missed(InetSocketAddress peer, String why) {
                // A health check, say; a case that waits in vain tells.
              }
            });
  }

  /**
   * Listens for the intermediary from now on.
   *
   * @param front where clients connect to it
   * @param origin where it connects to
   */
  public static IntermediarySubject between(ServerSubject front, InetSocketAddress origin)
      throws IOException {
    return new IntermediarySubject(front, origin, null);
  }

  /**
   * The same.
   *
   * @param tls with what our server speaks TLS, or null for plain TCP
   */
  public static IntermediarySubject between(
      ServerSubject front, InetSocketAddress origin, @Nullable SSLContext tls) throws IOException {
    return new IntermediarySubject(front, origin, tls);
  }

  /** The port that it has to connect to. */
  public int originPort() {
    return listener.port();
  }

  /** A sentence if no client can connect to it. */
  public Optional<String> unreachable() {
    return front.dialer().failure(Deadline.in(front.timeout()), watchdog);
  }

  @Override
  public SubjectRole role() {
    return SubjectRole.INTERMEDIARY;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Agenda agenda(Collection<ConformanceCase> cases, long seed) {
    return front.agenda(cases, seed);
  }

  @Override
  public Optional<String> absence() {
    return unreachable();
  }

  @Override
  public boolean isAtCall() {
    return false;
  }

  @Override
  public Meeting meet(ConformanceCase conformanceCase) {
    turn.acquireUninterruptibly();
    String mark = MARK + round.incrementAndGet();
    Contact.Dialing client = new Contact.Dialing(front.dialer(), random -> marked(random, mark));
    Contact.Awaiting origin = new Contact.Awaiting(new Coming(mark));
    WireSettings settings =
        new WireSettings(
            new Contact.Between(client, origin), Set.of(), 0, WireSettings.DEFAULT_BUDGET);
    return new Meeting() {
      @Override
      public WireSettings settings() {
        return settings;
      }

      @Override
      public void close() {
        turn.release();
      }
    };
  }

  private RawRequest marked(RandomGenerator random, String mark) {
    RawRequest request = front.request(random);
    String target = request.target();
    return request.target(target + (target.indexOf('?') < 0 ? "?" : "&") + mark);
  }

  @Override
  public void close() {
    listener.close();
    watchdog.close();
  }

  /** The connections of one case; those that come late for another are ended. */
  private final class Coming implements Visits {
    private final String mark;

    Coming(String mark) {
      this.mark = mark;
    }

    @Override
    public @Nullable Arrival next(Deadline deadline) {
      try {
        Arrival arrival = arrivals.poll(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        while (arrival != null && isOfAnother(arrival.request().target())) {
          arrival.close();
          arrival = arrivals.poll(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        }
        return arrival;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    private boolean isOfAnother(String target) {
      return target.contains(MARK) && !target.endsWith(mark);
    }

    @Override
    public String absence() {
      return "The intermediary did not connect to the origin.";
    }

    @Override
    public List<PastVisit> past() {
      return List.of();
    }

    @Override
    public void remember(PastVisit visit) {}
  }
}
