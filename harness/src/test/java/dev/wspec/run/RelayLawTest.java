package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.RelayDefect;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.CaseJudge;
import dev.wspec.endpoint.ReverseProxy;
import dev.wspec.subject.IntermediarySubject;
import dev.wspec.subject.ServerSubject;
import dev.wspec.wire.Watchdog;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws for intermediaries: a sound one passes, a wrong one is noticed in what it breaks. */
class RelayLawTest {

  private static final List<ConformanceCase> CASES =
      Catalogue.load().all().stream()
          .filter(c -> c.subjects().contains(SubjectRole.INTERMEDIARY))
          .toList();

  @Test
  void aSoundIntermediaryPassesEveryCase() throws Exception {
    assertThat(complaints(null, Duration.ofSeconds(20), CASES)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyDefectIsNoticedInWhatItBreaks(RelayDefect defect) throws Exception {
    // One case that notices is enough; those that wait for what was lost take all their time.
    List<ConformanceCase> citing =
        CASES.stream()
            .filter(
                c -> !c.id().value().matches(".*(size=(0|1|125|126|65535|1048576)|code=[^1]\\d+)$"))
            .filter(
                c ->
                    c.checks().stream()
                        .anyMatch(check -> check.requirement().equals(defect.requirement())))
            .toList();
    assertThat(complaints(defect, Duration.ofMillis(400), citing))
        .anyMatch(complaint -> complaint.endsWith(" " + defect.requirement()));
  }

  private static Set<String> complaints(
      @Nullable RelayDefect defect, Duration timeout, List<ConformanceCase> cases)
      throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
      port = free.getLocalPort();
    }
    Set<String> complaints = new TreeSet<>();
    try (ReverseProxy proxy = ReverseProxy.start(0, new InetSocketAddress(loopback, port), defect);
        IntermediarySubject subject =
            IntermediarySubject.between(
                ServerSubject.at(proxy.uri().toString()).build(),
                new InetSocketAddress(loopback, port));
        Watchdog watchdog = new Watchdog()) {
      CasePlayer player =
          new CasePlayer(subject, new CaseJudge(Requirements.load(), false), timeout, 1, watchdog);
      for (ConformanceCase each : new ArrayList<>(cases)) {
        var judged = player.play(each).outcome().judged();
        if (judged.verdict() == Verdict.ERROR) {
          complaints.add(each + " ERROR " + judged);
        }
        for (Judgement judgement : judged.judgements()) {
          if (judgement.verdict().compareTo(Verdict.PASS) > 0) {
            complaints.add(
                each + ": " + judgement.opinion() + " " + judgement.check().requirement());
          }
        }
      }
    }
    return complaints;
  }
}
