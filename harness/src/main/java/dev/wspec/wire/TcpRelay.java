package dev.wspec.wire;

import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Relay;
import dev.wspec.conformance.Wire.BinaryBend;
import dev.wspec.conformance.judge.TranscriptRecorder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A relay over TCP or TLS, for the thread that plays the case. */
public final class TcpRelay implements Relay {

  /** How long we look for one thing before we look for the other. */
  private static final long LOOK_MILLIS = 20;

  private final Play play;
  private final Visits visits;
  private final TcpWire client;
  private final TcpWire origin;

  /**
   * @param settings whose contact is {@link Contact.Between}
   * @param transcript takes everything that happens on both sides
   * @param deadline of the whole case
   * @param seed of all random numbers of this case
   */
  public TcpRelay(
      WireSettings settings,
      TranscriptRecorder transcript,
      Deadline deadline,
      Watchdog watchdog,
      long seed) {
    this(
        Play.of(settings.through(between(settings).client()), transcript, deadline, watchdog, seed),
        between(settings).origin().visits());
  }

  private static Contact.Between between(WireSettings settings) {
    if (settings.contact() instanceof Contact.Between between) {
      return between;
    }
    throw new IllegalArgumentException("a relay stands on both sides");
  }

  private TcpRelay(Play play, Visits visits) {
    this.play = play;
    this.visits = visits;
    client = new TcpWire(play, true);
    Contact behind = new Contact.Awaiting(new UnlessAnswered(visits));
    origin = new TcpWire(play.with(play.settings().through(behind)), true);
  }

  @Override
  public TcpRelay another() {
    return new TcpRelay(play, visits);
  }

  @Override
  public TcpWire client() {
    return client;
  }

  @Override
  public TcpWire origin() {
    return origin;
  }

  @Override
  public boolean open(UnaryOperator<RawRequest> request, BinaryBend answer) {
    ask(request);
    boolean switched = origin.answer(answer);
    return hear() && switched;
  }

  @Override
  public void ask(UnaryOperator<RawRequest> request) {
    client.ask(request);
  }

  @Override
  public boolean hear() {
    return client.hear();
  }

  /** Ends both. */
  public void hangUp() {
    client.hangUp();
  }

  /** An intermediary that answers by itself will not come any more. */
  private final class UnlessAnswered implements Visits {
    private final Visits visits;
    private boolean answered;

    UnlessAnswered(Visits visits) {
      this.visits = visits;
    }

    @Override
    public @Nullable Arrival next(Deadline deadline) {
      Arrival arrival = null;
      while (arrival == null && !answered && !deadline.passed()) {
        answered = client.isAnswered();
        arrival = visits.next(Deadline.inMillis(Math.min(LOOK_MILLIS, deadline.remainingMillis())));
      }
      return arrival;
    }

    @Override
    public String absence() {
      return visits.absence();
    }

    /** That it answered by itself is no silence. */
    @Override
    public boolean turnedAway() {
      return answered;
    }

    @Override
    public List<PastVisit> past() {
      return visits.past();
    }

    @Override
    public void remember(PastVisit visit) {
      visits.remember(visit);
    }
  }
}
