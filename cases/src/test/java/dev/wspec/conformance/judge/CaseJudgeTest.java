package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CaseJudgeTest {

  private static final RawRequest REQUEST = RawRequest.get("/", List.of());
  private final CaseJudge judge = new CaseJudge(Requirements.load(), false);

  private static ConformanceCase kase(String id, Opinion... opinions) {
    ConformanceCase.Builder builder =
        ConformanceCase.conformanceCase(id).title("A case").subject(SubjectRole.SERVER);
    for (Opinion opinion : opinions) {
      builder.check("6455-5.2-03", Judge.of("anything", t -> opinion));
    }
    return builder.build();
  }

  private static Transcript transcript(Event... events) {
    return new Transcript(SubjectRole.SERVER, Set.of(), List.of(events));
  }

  @Test
  void theWorstCheckDecides() {
    var judged =
        judge.judge(kase("framing/x", Opinion.held("yes"), Opinion.broken("no")), transcript());
    assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judged.judgements()).hasSize(2);
  }

  @Test
  void aCaseThatNeedsMoreThanThereIsDoesNotApply() {
    var needy =
        ConformanceCase.conformanceCase("deflate/x")
            .title("A case")
            .needs(Capability.DEFLATE)
            .check("6455-5.2-03", Judge.of("anything", t -> Opinion.broken("no")))
            .build();
    var judged = judge.judge(needy, transcript());
    assertThat(judged.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
    assertThat(judged.because()).contains("negotiates permessage-deflate");
  }

  @Test
  void anOrdinaryHandshakeThatIsRefusedIsAnErrorNotAFailure() {
    var refused = new Event.Refused(0, 0, REQUEST, null, false);
    var judged = judge.judge(kase("framing/x", Opinion.broken("no")), transcript(refused));
    assertThat(judged.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(judged.because()).contains("was not answered");
  }

  @Test
  void aBentHandshakeThatIsRefusedIsJudged() {
    var refused = new Event.Refused(0, 0, REQUEST, null, true);
    var judged = judge.judge(kase("framing/x", Opinion.held("yes")), transcript(refused));
    assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void noConnectionIsAnErrorInEveryArea() {
    var nothing =
        transcript(
            new Event.Note(0, 0, "Nothing listens."), new Event.Ended(1, 0, Event.Ended.How.RESET));
    var judged = judge.judge(kase("handshake/x", Opinion.held("yes")), nothing);
    assertThat(judged.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(judged.because()).isEqualTo("there was no connection: Nothing listens.");
  }
}
