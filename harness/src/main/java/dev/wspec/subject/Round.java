package dev.wspec.subject;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.wire.Arrival;
import dev.wspec.wire.Deadline;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The cases that a client can come for, by number, and the connections it has made for them. Safe
 * for threads.
 */
final class Round {

  /** A client that asks for one case again and again is served so many times. */
  private static final int VISITS_OF_A_CASE = 8;

  private static final String OVER = "";

  private final List<ConformanceCase> cases;
  private final Map<String, ConformanceCase> byId = new LinkedHashMap<>();
  private final Map<CaseId, Integer> numbers = new HashMap<>();
  private final Map<CaseId, BlockingQueue<Arrival>> arrivals;
  private final Map<CaseId, Integer> visits = new HashMap<>();
  private final Set<CaseId> played = new HashSet<>();
  private final BlockingQueue<String> due = new LinkedBlockingQueue<>();
  private final Deque<ConformanceCase> inOrder;

  Round(Collection<ConformanceCase> cases) {
    this(cases, new ConcurrentHashMap<>());
  }

  private Round(Collection<ConformanceCase> cases, Map<CaseId, BlockingQueue<Arrival>> arrivals) {
    this.arrivals = arrivals;
    this.cases = List.copyOf(cases);
    for (ConformanceCase each : this.cases) {
      byId.put(each.id().value(), each);
      numbers.put(each.id(), numbers.size() + 1);
    }
    inOrder = new ArrayDeque<>(this.cases);
  }

  /** Its number, of which the first is 1. */
  int number(ConformanceCase conformanceCase) {
    return numbers.getOrDefault(conformanceCase.id(), 0);
  }

  /** The ids of the cases, in the order of their numbers. */
  List<CaseId> ids() {
    return cases.stream().map(ConformanceCase::id).toList();
  }

  int size() {
    return cases.size();
  }

  /** The case with that number, of which the first is 1, or with that id. */
  Optional<ConformanceCase> find(@Nullable String number, @Nullable String id) {
    if (number != null && number.matches("\\d{1,6}")) {
      int index = Integer.parseInt(number) - 1;
      return index >= 0 && index < cases.size() ? Optional.of(cases.get(index)) : Optional.empty();
    }
    return Optional.ofNullable(id == null ? null : byId.get(id));
  }

  /** The first case that nobody has come for. */
  synchronized Optional<ConformanceCase> nextInOrder() {
    while (!inOrder.isEmpty() && visits.containsKey(inOrder.peek().id())) {
      inOrder.poll();
    }
    return Optional.ofNullable(inOrder.peek());
  }

  /**
   * A client came for a case; false if it has done so too often.
   *
   * @param again whether it comes as part of a visit that goes on
   */
  synchronized boolean arrived(ConformanceCase conformanceCase, Arrival arrival, boolean again) {
    CaseId id = conformanceCase.id();
    if (visits.merge(id, 1, Integer::sum) > VISITS_OF_A_CASE) {
      return false;
    }
    queue(id).add(arrival);
    if (!again) {
      due.add(id.value());
    }
    return true;
  }

  private synchronized BlockingQueue<Arrival> queue(CaseId id) {
    return arrivals.computeIfAbsent(id, key -> new LinkedBlockingQueue<>());
  }

  /** A connection that was made for that case; null if there is none in time. */
  @Nullable Arrival take(CaseId id, Deadline deadline) {
    try {
      return queue(id).poll(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Waits for a case that a client has come for; empty if none is in time, or none will be. */
  Optional<ConformanceCase> due(long millis) {
    try {
      String id = due.poll(millis, TimeUnit.MILLISECONDS);
      if (id == null || id.equals(OVER)) {
        return Optional.empty();
      }
      Optional<ConformanceCase> next = Optional.ofNullable(byId.get(id));
      synchronized (this) {
        next.ifPresent(each -> played.add(each.id()));
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whoever waits for a client need not any more. */
  void end() {
    due.add(OVER);
  }

  /** Whether a client has come for every case. */
  synchronized boolean isComplete() {
    return played.size() == cases.size() && due.isEmpty();
  }

  synchronized int visited() {
    return played.size();
  }

  /** A round of the cases that no client has come for. */
  synchronized Round rest() {
    return new Round(cases.stream().filter(each -> !played.contains(each.id())).toList(), arrivals);
  }

  /** Ends connections that nobody took. */
  synchronized void close() {
    for (BlockingQueue<Arrival> queue : arrivals.values()) {
      for (Arrival left = queue.poll(); left != null; left = queue.poll()) {
        left.close();
      }
    }
  }
}
