package dev.wspec.conformance;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseJudgeTest {

  private static final String MUST = "6455-5.1-05";
  private static final RawRequest REQUEST = RawRequest.get("/", List.of());
  private static final RawResponse SWITCHING = RawResponse.parse("HTTP/1.1 101 Yes\r\n\r\n", "");
  private static final Requirements REQUIREMENTS = Requirements.load();

  private static Judge always(Opinion opinion) {
    return Judge.of("anything", transcript -> opinion);
  }

  private static ConformanceCase asking(String id, Opinion... opinions) {
    ConformanceCase.Builder builder = conformanceCase(id).title("A case");
    for (Opinion opinion : opinions) {
      builder.check(MUST, always(opinion));
    }
    return builder.build();
  }

  private static Transcript transcript(Event... events) {
    return new Transcript(SubjectRole.SERVER, Set.of(), List.of(events));
  }

  private static Transcript opened() {
    return transcript(new Event.Opened(0, 0, REQUEST, SWITCHING));
  }

  private static CaseOutcome judge(ConformanceCase conformanceCase, Transcript transcript) {
    List<Check> invariants = List.of();
    return new CaseJudge(REQUIREMENTS, invariants, false)
        .judge(conformanceCase, transcript, Duration.ZERO);
  }

  @Test
  void worstJudgementWins() {
    ConformanceCase mixed =
        asking("framing/x", Opinion.held("fine"), Opinion.broken("bad"), Opinion.held("fine"));
    assertThat(judge(mixed, opened()).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judge(mixed, opened()).judgements()).hasSize(3);
  }

  @Test
  void invariantsAreToldOfOnlyIfTheyDoNotHold() {
    ConformanceCase held = asking("framing/x", Opinion.held("fine"));
    List<Check> invariants =
        List.of(
            new Check(MUST, always(Opinion.held("fine"))),
            new Check(MUST, always(Opinion.notApplicable("no frames"))),
            new Check(MUST, always(Opinion.broken("masked"))));
    CaseOutcome outcome =
        new CaseJudge(REQUIREMENTS, invariants, false).judge(held, opened(), Duration.ZERO);
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(outcome.judgements()).extracting(j -> j.opinion().observed()).contains("masked");
    assertThat(outcome.judgements()).hasSize(2);
  }

  @Test
  void refusedOrdinaryHandshakeIsAnErrorUnlessTheCaseIsAboutHandshakes() {
    Transcript refused =
        transcript(
            new Event.Refused(
                0, 0, REQUEST, RawResponse.parse("HTTP/1.1 503 Busy\r\n\r\n", ""), false),
            new Event.Ended(1, 0, Event.Ended.How.EOF));
    CaseOutcome outcome = judge(asking("framing/x", Opinion.held("fine")), refused);
    assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(outcome.because()).contains("HTTP/1.1 503 Busy");
    assertThat(judge(asking("handshake/x", Opinion.held("fine")), refused).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void refusedBentHandshakeIsForTheJudges() {
    Transcript refused = transcript(new Event.Refused(0, 0, REQUEST, null, true));
    assertThat(judge(asking("framing/x", Opinion.held("fine")), refused).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void noConnectionIsAnErrorInEveryArea() {
    Transcript nothing =
        transcript(
            new Event.Note(0, 0, "Nothing listens."), new Event.Ended(1, 0, Event.Ended.How.RESET));
    CaseOutcome outcome = judge(asking("handshake/x", Opinion.held("fine")), nothing);
    assertThat(outcome.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(outcome.because()).isEqualTo("There was no connection. Nothing listens.");
  }

  @Test
  void tellsWhatASubjectLacks() {
    ConformanceCase echo =
        conformanceCase("framing/x")
            .title("A case")
            .needs(Capability.ECHO)
            .check(MUST, always(Opinion.held("fine")))
            .build();
    assertThat(CaseJudge.notApplicable(echo, opened()))
        .contains("it needs a subject that echoes messages");
    assertThat(CaseJudge.notApplicable(echo, SubjectRole.INTERMEDIARY, Set.of(Capability.ECHO)))
        .contains("it is asked of another kind of subject");
    assertThat(CaseJudge.notApplicable(echo, SubjectRole.SERVER, Set.of(Capability.ECHO)))
        .isEmpty();
  }
}
