package dev.wspec.run;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.subject.Agenda;
import dev.wspec.subject.Subject;
import dev.wspec.wire.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cases, played against one subject by several threads. A failure is played again alone before it
 * counts; a sanity check stands first, last and behind every case that may have killed the subject.
 */
public final class Suite {

  /** So many cases in which the subject never said a word, or never stopped, and it is given up. */
  private static final int HOPELESS_CASES = 8;

  private final Settings settings;
  private final Subject subject;
  private final String name;
  private final CasePlayer player;
  private final Watchdog watchdog = new Watchdog();
  private final Map<CaseId, Played> outcomes = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final AtomicInteger silent = new AtomicInteger();
  private final AtomicInteger floods = new AtomicInteger();
  private final Archive archive = Archive.ofThisMachine();
  private final Object sanity = new Object();
  private volatile boolean cancelled;
  private volatile boolean lost;
  private volatile boolean overdue;
  private volatile boolean leftOut;
  private volatile @Nullable CaseId lastCase;

  /**
   * How to run.
   *
   * @param concurrency how many cases at a time
   * @param timeout of one case
   * @param seed of masks, keys, payloads and order
   */
  public record Settings(int concurrency, Duration timeout, long seed) {}

  public Suite(Subject subject, CaseJudge judge, Settings settings) {
    this.settings = settings;
    this.subject = subject;
    name = subject.role().name().toLowerCase(Locale.ROOT);
    player = new CasePlayer(subject, judge, settings.timeout(), settings.seed(), watchdog);
  }

  /** Ends the run at once: what is known is kept, what is under way is dropped. */
  public void cancel() {
    cancelled = true;
    watchdog.endAll();
  }

  /** Begins no more cases; those under way end as ever, and failures are still confirmed. */
  public void beginNoMore() {
    overdue = true;
  }

  /** Runs the cases; may be called once. */
  public RunEnd run(Collection<ConformanceCase> cases, RunSink sink) {
    ExecutorService threads = Executors.newFixedThreadPool(settings.concurrency(), Suite::thread);
    try {
      player
          .hindrance()
          .ifPresent(
              why -> lose("The " + name + " did not open an ordinary connection. " + why, null));
      try (Agenda agenda = subject.agenda(cases, settings.seed())) {
        playAll(agenda, threads, sink);
      }
      confirm(threads, sink);
      if (!stopped()) {
        player
            .ailment()
            .ifPresent(
                why ->
                    lose("After the last case the " + name + " stopped answering. " + why, null));
      }
    } finally {
      threads.shutdownNow();
      watchdog.close();
    }
    player.impatience().ifPresent(notes::add);
    archive.omission().ifPresent(notes::add);
    if (lost) {
      dropUnanswered();
    }
    return new RunEnd(
        lost
            ? RunEnd.Ending.SUBJECT_LOST
            : cancelled
                ? RunEnd.Ending.CANCELLED
                : leftOut ? RunEnd.Ending.OUT_OF_TIME : RunEnd.Ending.COMPLETE,
        outcomes.values().stream().map(Played::outcome).toList(),
        notes);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "wspec-case");
    thread.setDaemon(true);
    return thread;
  }

  private boolean stopped() {
    return cancelled || lost;
  }

  private void playAll(Agenda agenda, ExecutorService threads, RunSink sink) {
    List<Future<?>> playing = new ArrayList<>();
    Optional<ConformanceCase> next = stopped() ? Optional.empty() : agenda.next();
    while (next.isPresent()) {
      ConformanceCase each = next.get();
      playing.add(
          threads.submit(
              () -> {
                if (overdue) {
                  leftOut = true;
                } else if (!stopped()) {
                  Played played = player.play(each);
                  keep(played, sink);
                  watch(played);
                }
              }));
      leftOut |= overdue;
      next = stopped() || overdue ? Optional.empty() : agenda.next();
    }
    playing.forEach(Suite::await);
    agenda.absence().ifPresent(why -> lose(why, null));
  }

  private static void await(Future<?> playing) {
    try {
      playing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cases ran", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case broke wspec: " + e.getCause(), e.getCause());
    }
  }

  private void keep(Played played, RunSink sink) {
    synchronized (outcomes) {
      if (!cancelled) {
        CaseOutcome outcome = played.outcome();
        outcomes.put(outcome.id(), played.as(archive.keep(outcome)));
        sink.finished(outcome);
      }
    }
  }

  /** Finds out whether the subject outlived a case that ended badly. */
  private void watch(Played played) {
    if (stopped()) {
      return;
    }
    if (played.waitedForTheDeadline()
        && played.mute()
        && silent.incrementAndGet() == HOPELESS_CASES
        && !isOnlyChoosy()) {
      lose("In " + HOPELESS_CASES + " cases the " + muteness(played), null);
    } else if (played.flooded() && floods.incrementAndGet() == HOPELESS_CASES) {
      lose(
          "In " + HOPELESS_CASES + " cases the " + name + " sent more than we are willing to read.",
          null);
    } else if (played.isSuspicious()) {
      synchronized (sanity) {
        if (!stopped()) {
          player.ailment().ifPresent(why -> loseIn(played.outcome().id(), why));
        }
      }
    }
  }

  private String muteness(Played played) {
    if (subject.isAtCall()) {
      return "server accepted a connection and said nothing until the time was up.";
    }
    if (passedNothingOn(played)) {
      return "intermediary connected to the origin, and the client had no answer until the time was"
          + " up.";
    }
    return name + " did not connect. " + lastWords(played);
  }

  /** An intermediary that asked the origin and left the client without an answer was there. */
  private boolean passedNothingOn(Played played) {
    return subject.role() == SubjectRole.INTERMEDIARY && played.heard();
  }

  /** A server that leaves odd requests unanswered may still take ordinary ones: then we go on. */
  private boolean isOnlyChoosy() {
    synchronized (sanity) {
      boolean healthy = subject.isAtCall() && player.ailment().isEmpty();
      if (healthy) {
        silent.set(0);
      }
      return healthy;
    }
  }

  /** What the record of a case says besides. */
  private static String lastWords(Played played) {
    Transcript transcript = played.outcome().transcript();
    return transcript == null
        ? ""
        : transcript.events().stream()
            .filter(Event.Note.class::isInstance)
            .skip(1)
            .map(event -> ((Event.Note) event).text())
            .collect(Collectors.joining(" "));
  }

  private void loseIn(CaseId id, String why) {
    lose(
        "The "
            + name
            + " stopped answering during or shortly after the case "
            + id
            + "; what was to follow did not run. "
            + why,
        id);
  }

  /**
   * Gives the subject up.
   *
   * @param last the case that was its last, if that is known
   */
  private void lose(String note, @Nullable CaseId last) {
    synchronized (outcomes) {
      if (!stopped()) {
        lost = true;
        lastCase = last;
        notes.add(note);
      }
    }
  }

  /** Nobody was there any more to answer these: they did not run in any useful sense. */
  private void dropUnanswered() {
    outcomes
        .values()
        .removeIf(
            played ->
                played.isBad()
                    && played.mute()
                    && !passedNothingOn(played)
                    && !played.outcome().id().equals(lastCase));
  }

  /** Plays failures again: those that only waited side by side, all others alone. */
  private void confirm(ExecutorService threads, RunSink sink) {
    List<Played> doubtful = outcomes.values().stream().filter(Played::isBad).toList();
    if (doubtful.isEmpty() || stopped()) {
      return;
    }
    if (!subject.isAtCall()) {
      confirmInTurn(doubtful, sink);
      return;
    }
    sink.confirming(doubtful.size());
    List<Future<?>> waiting = new ArrayList<>();
    for (Played first : doubtful) {
      if (first.waitedForTheDeadline()) {
        waiting.add(threads.submit(() -> confirm(first, sink)));
      }
    }
    waiting.forEach(Suite::await);
    for (Played first : doubtful) {
      if (!first.waitedForTheDeadline()) {
        confirm(first, sink);
      }
    }
  }

  /** A client has to come once more for each of them, if it can be made to. */
  private void confirmInTurn(List<Played> doubtful, RunSink sink) {
    Map<CaseId, Played> byId = new TreeMap<>();
    doubtful.forEach(played -> byId.put(played.outcome().id(), played));
    List<ConformanceCase> cases =
        doubtful.stream().map(played -> played.outcome().conformanceCase()).toList();
    if (!subject.comesAgain()) {
      notes.add("The client is not at our call, so that failures were not run a second time.");
      return;
    }
    sink.confirming(doubtful.size());
    try (Agenda agenda = subject.agenda(cases, settings.seed())) {
      Optional<ConformanceCase> next = agenda.next();
      while (next.isPresent() && !stopped()) {
        Played first = byId.get(next.get().id());
        if (first != null) {
          confirm(first, sink);
        }
        next = agenda.next();
      }
    }
  }

  private void confirm(Played first, RunSink sink) {
    if (stopped()) {
      return;
    }
    Played second = player.again(first);
    boolean repeats = second.outcome().verdict() == first.outcome().verdict();
    keep(repeats ? second : second.as(second.outcome().asFlaky()), sink);
    watch(second);
  }
}
