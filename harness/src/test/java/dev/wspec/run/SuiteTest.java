package dev.wspec.run;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.run.RunEnd.Ending;
import dev.wspec.subject.Probe;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.ScriptedServer;
import dev.wspec.wire.ScriptedServer.Peer;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SuiteTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private static final Stimulus EXCHANGE =
      wire -> {
        wire.open();
        wire.exchange(RawFrame.text("hello"));
        wire.close();
      };

  private static ConformanceCase asking(
      String id, Stimulus stimulus, Predicate<Transcript> question) {
    return conformanceCase(id)
        .title("A case")
        .stimulus(stimulus)
        .check(
            "6455-5.2-03",
            Judge.of(
                "what is asked",
                t -> question.test(t) ? Opinion.held("so it is") : Opinion.broken("it is not")))
        .build();
  }

  private static ConformanceCase echoing(String id) {
    return asking(id, EXCHANGE, t -> t.main().messagesReceived().size() == 1);
  }

  private static List<ConformanceCase> echoing(int count) {
    return IntStream.range(0, count).mapToObj(i -> echoing("text/echo~n=" + i)).toList();
  }

  private static Suite suite(int port, int concurrency, Duration timeout) throws Exception {
    return suite(port, concurrency, timeout, WireSettings.DEFAULT_BUDGET);
  }

  private static Suite suite(int port, int concurrency, Duration timeout, long budget)
      throws Exception {
    ServerSubject subject = ServerSubject.at("ws://127.0.0.1:" + port + "/").budget(budget).build();
    return new Suite(
        subject.probed(new Probe(Set.of(Capability.ECHO), 0, "", List.of())),
        new CaseJudge(Requirements.load(), false),
        new Suite.Settings(concurrency, timeout, 42));
  }

  private static void echo(Peer peer) throws java.io.IOException {
    peer.upgrade();
    peer.echo();
  }

  private static List<CaseId> ids(RunEnd end) {
    return end.outcomes().stream().map(CaseOutcome::id).toList();
  }

  @Test
  void everyCasePassesOnTheReferenceServer() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      List<CaseOutcome> told = Collections.synchronizedList(new ArrayList<>());
      RunEnd end = suite(server.port(), 8, LONG).run(echoing(50), told::add);
      assertThat(end.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(end.outcomes()).hasSize(50).allMatch(o -> o.verdict() == Verdict.PASS);
      assertThat(told).containsExactlyInAnyOrderElementsOf(end.outcomes());
      assertThat(end.notes()).isEmpty();
    }
  }

  @Test
  void failureIsConfirmedByASecondRunAndOneThatDoesNotRepeatIsFlaky() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      AtomicInteger calls = new AtomicInteger();
      ConformanceCase always = asking("text/always", EXCHANGE, t -> false);
      ConformanceCase once = asking("text/once", EXCHANGE, t -> calls.incrementAndGet() > 1);
      RunEnd end = suite(server.port(), 2, LONG).run(List.of(always, once), o -> {});
      assertThat(end.outcomes())
          .extracting(o -> o.id() + " " + o.verdict() + " " + o.flaky())
          .containsExactly("text/always FAIL false", "text/once PASS true");
    }
  }

  @Test
  void brokenCaseIsAnErrorAndTakesNoOtherWithIt() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      Stimulus broken =
          wire -> {
            throw new IllegalStateException("no story");
          };
      RunEnd end =
          suite(server.port(), 2, LONG)
              .run(List.of(asking("text/broken", broken, t -> true), echoing("text/x")), o -> {});
      assertThat(end.outcomes())
          .extracting(CaseOutcome::verdict)
          .containsExactly(Verdict.ERROR, Verdict.PASS);
      assertThat(end.outcomes().get(0).judged().because()).contains("no story");
    }
  }

  @Test
  void caseThatNeedsMoreThanThereIsDoesNotRun() throws Exception {
    try (EchoServer server = EchoServer.builder().start()) {
      ConformanceCase needy =
          conformanceCase("deflate/x")
              .title("A case")
              .needs(Capability.DEFLATE)
              .check("6455-5.2-03", Judge.of("anything", t -> Opinion.broken("no")))
              .build();
      RunEnd end = suite(server.port(), 1, LONG).run(List.of(needy), o -> {});
      assertThat(end.outcomes().get(0).verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
      assertThat(end.outcomes().get(0).transcript()).isNull();
    }
  }

  @Test
  void serverThatDiesHalfWayIsToldApartFromFailures() throws Exception {
    ScriptedServer[] self = new ScriptedServer[1];
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() == 12) {
                self[0].close();
              }
              echo(peer);
            })) {
      self[0] = server;
      RunEnd end = suite(server.port(), 2, LONG).run(echoing(40), o -> {});
      assertThat(end.ending()).isEqualTo(Ending.SUBJECT_LOST);
      assertThat(end.notes())
          .singleElement()
          .asString()
          .contains("stopped answering during or shortly after the case text/echo~n=");
      assertThat(end.outcomes()).hasSizeBetween(8, 14);
      assertThat(end.outcomes().stream().filter(o -> o.verdict() != Verdict.PASS))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void failuresOfAServerThatLivesOnDoNotStopTheRun() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade();
              byte[] first = peer.readFrame();
              if ((first[0] & 0xF) == 1) {
                peer.socket().setSoLinger(true, 0); // resets whoever sends a text
              } else {
                first[0] = (byte) 0x8A;
                peer.write(first);
                peer.echo();
              }
            })) {
      RunEnd end = suite(server.port(), 4, LONG).run(echoing(20), o -> {});
      assertThat(end.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(end.outcomes()).hasSize(20).allMatch(o -> o.verdict() == Verdict.FAIL);
      assertThat(end.outcomes()).noneMatch(CaseOutcome::flaky);
    }
  }

  @Test
  void serverThatFallsSilentIsGivenUp() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() <= 5) {
                echo(peer);
              } else {
                peer.drain();
              }
            })) {
      RunEnd end = suite(server.port(), 8, SHORT).run(echoing(200), o -> {});
      assertThat(end.ending()).isEqualTo(Ending.SUBJECT_LOST);
      assertThat(ids(end)).hasSizeLessThan(10);
      assertThat(server.connections()).isLessThan(40);
    }
  }

  @Test
  void serverThatLeavesOddRequestsUnansweredIsNotGivenUp() throws Exception {
    List<ConformanceCase> odd =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    asking(
                        "handshake/odd~n=" + i,
                        wire -> wire.open(request -> request.target("/odd")),
                        t -> t.main().refused().isPresent()))
            .toList();
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              String request = peer.readHead();
              if (request.startsWith("GET /odd")) {
                peer.drain();
              } else {
                peer.write(Peer.upgradeResponse(request));
                peer.echo();
              }
            })) {
      RunEnd end = suite(server.port(), 4, SHORT).run(odd, o -> {});
      assertThat(end.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(ids(end)).hasSize(12);
    }
  }

  @Test
  void serverThatFloodsIsGivenUp() throws Exception {
    byte[] flood = new byte[1 << 16];
    flood[0] = (byte) 0x82;
    flood[1] = 127;
    flood[2] = 0x40; // 2^62 octets
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade();
              byte[] first = peer.readFrame();
              boolean ping = (first[0] & 0xF) == 9;
              first[0] = (byte) 0x8A;
              peer.write(first);
              while (!ping) { // only those who want more than a sign of life
                peer.write(flood);
              }
              peer.echo();
            })) {
      RunEnd end = suite(server.port(), 4, LONG, 1 << 20).run(echoing(200), o -> {});
      assertThat(end.ending()).isEqualTo(Ending.SUBJECT_LOST);
      assertThat(end.notes())
          .containsExactly("In 8 cases the server sent more than we are willing to read.");
      assertThat(end.outcomes()).hasSizeBetween(8, 12);
    }
  }

  @Test
  @Tag("slow")
  void manyCasesThatWaitInVainShortenTheTimeOfTheOthers() throws Exception {
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              peer.upgrade();
              while (true) { // never closes, whatever comes
                byte[] frame = peer.readFrame();
                if ((frame[0] & 0xF) == 9) {
                  frame[0] = (byte) 0x8A;
                }
                if ((frame[0] & 0xF) != 8) {
                  peer.write(frame);
                }
              }
            })) {
      List<ConformanceCase> closing =
          IntStream.range(0, 40)
              .mapToObj(i -> asking("closing/c~n=" + i, EXCHANGE, t -> t.main().endedBySubject()))
              .toList();
      RunEnd end = suite(server.port(), 20, Duration.ofMillis(1200)).run(closing, o -> {});
      assertThat(end.ending()).isEqualTo(Ending.COMPLETE);
      assertThat(end.outcomes()).hasSize(40).allMatch(o -> o.verdict() == Verdict.FAIL);
      assertThat(end.notes())
          .containsExactly(
              "After 16 cases had used up their time of 1200 ms, the others were given 1000 ms.");
    }
  }

  @Test
  void cancelKeepsWhatIsKnownAndEndsWhatIsUnderWay() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.plain(
            peer -> {
              if (peer.number() == 8) {
                peer.upgrade();
                stuck.countDown();
                peer.drain();
              } else {
                echo(peer);
              }
            })) {
      Suite suite = suite(server.port(), 1, LONG);
      Thread interrupter =
          new Thread(
              () -> {
                try {
                  stuck.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                suite.cancel();
              });
      interrupter.start();
      RunEnd end = suite.run(echoing(100), o -> {});
      interrupter.join();
      assertThat(end.ending()).isEqualTo(Ending.CANCELLED);
      assertThat(end.outcomes()).hasSize(6).allMatch(o -> o.verdict() == Verdict.PASS);
    }
  }

  @Test
  void whenNoMoreAreBegunTheRestIsLeftOut() throws Exception {
    try (ScriptedServer server = ScriptedServer.plain(SuiteTest::echo)) {
      Suite suite = suite(server.port(), 1, LONG);
      RunEnd end = suite.run(echoing(100), outcome -> suite.beginNoMore());

      assertThat(end.ending()).isEqualTo(Ending.OUT_OF_TIME);
      assertThat(end.outcomes()).hasSize(1).allMatch(o -> o.verdict() == Verdict.PASS);
    }
  }
}
