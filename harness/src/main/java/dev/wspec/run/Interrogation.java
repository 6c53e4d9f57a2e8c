package dev.wspec.run;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.conformance.judge.WireInvariants;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.subject.Probe;
import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.UnusableSubject;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Asks reference servers that are wrong in one way about just that. It plays only the cases that
 * cite a requirement which the defect names, each against a server of its own kind that is taken to
 * be able to do everything, so that hundreds of defects take seconds.
 */
public final class Interrogation implements AutoCloseable {

  /** Enough for a busy machine; only servers that hang make us wait so long. */
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(1);

  private static final long SEED = 1;

  /** One that is wrong in one way might not look like it, and is asked about everything. */
  private static final Probe ABLE = new Probe(EnumSet.allOf(Capability.class), 0, "", List.of());

  // Far more than there are processors: servers that hang are waited for.
  private static final int THREADS = 48;
  private static final int DEFECTS_AT_A_TIME = 16;

  private static final int CHANCES = 3;

  /** Wrong in ways that touch every connection, whatever it is about. */
  private static final Set<Defect> BROAD =
      EnumSet.of(
          Defect.BYTES_AFTER_HEAD,
          Defect.UPGRADE_NOT_ANSWERED,
          Defect.REFUSES_WITH_500,
          Defect.TYPE_SWAPPED,
          Defect.STATUS_200,
          Defect.DEFLATE_ANSWER_HAS_UNKNOWN_PARAMETER,
          Defect.MASK_NOT_ROTATED,
          Defect.EXTENSION_NOT_OFFERED,
          Defect.SUBPROTOCOL_EMPTY,
          Defect.PONGS_CUT_OFF);

  /** So many further cases show what the invariants see of a defect. */
  private static final int WITNESSES = 40;

  private final List<ConformanceCase> cases;
  private final Requirements requirements;
  private final CaseJudge judge;
  private final Duration timeout;
  private final ExecutorService players = Executors.newFixedThreadPool(THREADS, this::daemon);
  private final ExecutorService hosts =
      Executors.newFixedThreadPool(DEFECTS_AT_A_TIME, this::daemon);
  private final Watchdog watchdog = new Watchdog();

  /**
   * @param cases those of them that are asked of a server
   * @param timeout of each case
   */
  public Interrogation(
      Collection<ConformanceCase> cases, Requirements requirements, Duration timeout) {
    this.cases = cases.stream().filter(c -> c.subjects().contains(SubjectRole.SERVER)).toList();
    this.requirements = requirements;
    this.judge = new CaseJudge(requirements, false);
    this.timeout = timeout;
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "wspec-interrogation");
    thread.setDaemon(true);
    return thread;
  }

  /** Every question that the cases ask of a server, and those that follow every case. */
  public SortedSet<Question> questions() {
    SortedSet<Question> questions = new TreeSet<>();
    for (ConformanceCase each : cases) {
      each.checks().forEach(c -> questions.add(new Question(each.id().value(), c.requirement())));
    }
    WireInvariants.checks().stream()
        .map(check -> requirements.get(check.requirement()))
        .filter(requirement -> requirement.binds().contains(SubjectRole.SERVER))
        .forEach(requirement -> questions.add(new Question(Question.ANY_CASE, requirement.id())));
    return questions;
  }

  /**
   * Asks about all of these defects: the kill matrix. Cases with a question that none of them
   * worsened are asked once more, of servers that are wrong in ways which touch every connection.
   */
  public KillMatrix ask(Collection<Defect> defects) {
    Map<Defect, List<ConformanceCase>> playlists = new EnumMap<>(Defect.class);
    defects.forEach(defect -> playlists.put(defect, about(defect)));
    KillMatrix narrow = KillMatrix.of(questions(), ask(playlists));
    // How octets arrive is up to the machine: what shows only in one way gets further chances.
    for (int chance = 1; chance < CHANCES; chance++) {
      playlists.keySet().retainAll(narrow.silent(defects));
      narrow = narrow.and(ask(playlists));
    }
    Set<String> blind =
        narrow.blind().stream().map(Question::caseId).collect(Collectors.toUnmodifiableSet());
    List<ConformanceCase> again =
        cases.stream().filter(each -> blind.contains(each.id().value())).toList();
    Map<Defect, List<ConformanceCase>> broad = new EnumMap<>(Defect.class);
    defects.stream().filter(BROAD::contains).forEach(defect -> broad.put(defect, again));
    return narrow.and(ask(broad));
  }

  private Map<Defect, SortedSet<Question>> ask(Map<Defect, List<ConformanceCase>> playlists) {
    Map<Defect, Future<SortedSet<Question>>> asked = new EnumMap<>(Defect.class);
    playlists.forEach(
        (defect, playlist) ->
            asked.put(defect, hosts.submit(() -> worsened(defect.behaviour(), playlist))));
    Map<Defect, SortedSet<Question>> rows = new EnumMap<>(Defect.class);
    asked.forEach((defect, future) -> rows.put(defect, get(future)));
    return rows;
  }

  /** The cases that cite what the defect breaks; witnesses, if that is an invariant. */
  private List<ConformanceCase> about(Defect defect) {
    List<ConformanceCase> citing = new ArrayList<>();
    List<ConformanceCase> others = new ArrayList<>();
    for (ConformanceCase each : cases) {
      boolean cites =
          each.checks().stream().anyMatch(c -> defect.requirements().contains(c.requirement()));
      (cites ? citing : others).add(each);
    }
    if (WireInvariants.checks().stream()
        .map(Check::requirement)
        .anyMatch(defect.requirements()::contains)) {
      int step = Math.max(1, others.size() / WITNESSES);
      boolean compressed = defect.requirements().stream().anyMatch(id -> id.startsWith("7692-"));
      for (int i = 0; i < others.size(); i++) {
        boolean deflates = others.get(i).needs().contains(Capability.DEFLATE);
        if (i % step == 0 || compressed && deflates) {
          citing.add(others.get(i));
        }
      }
    }
    return citing;
  }

  /** The questions of these cases that such a server does not answer with a pass. */
  public SortedSet<Question> worsened(Behaviour behaviour, Collection<ConformanceCase> asked)
      throws IOException {
    try (EchoServer server =
        EchoServer.builder().behaviour(behaviour).subprotocols("chat", "superchat").start()) {
      CasePlayer player = player(server);
      List<Future<Set<Question>>> playing = new ArrayList<>();
      for (ConformanceCase each : asked) {
        playing.add(players.submit(() -> worsened(player, each)));
      }
      SortedSet<Question> worsened = new TreeSet<>();
      playing.forEach(future -> worsened.addAll(get(future)));
      return worsened;
    }
  }

  private CasePlayer player(EchoServer server) {
    try {
      ServerSubject subject =
          ServerSubject.at(server.uri().toString()).timeout(timeout).build().probed(ABLE);
      return new CasePlayer(subject, judge, timeout, SEED, watchdog);
    } catch (UnusableSubject e) {
      throw new IllegalStateException("our own address is unusable", e);
    }
  }

  /** A case that used up its time plays again: a busy machine is no defect. */
  private static Set<Question> worsened(CasePlayer player, ConformanceCase each) {
    Played played = player.play(each);
    if (played.waitedForTheDeadline()) {
      played = player.play(each);
    }
    Set<Question> worsened = new HashSet<>();
    for (Judgement judgement : played.outcome().judged().judgements()) {
      if (judgement.verdict().compareTo(Verdict.PASS) > 0) {
        worsened.add(Question.of(each, judgement));
      }
    }
    return worsened;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while servers were asked", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not ask a server: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public void close() {
    hosts.shutdownNow();
    players.shutdownNow();
    watchdog.close();
  }
}
