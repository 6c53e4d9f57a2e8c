package dev.wspec.traffic;

import dev.wspec.cases.handshake.NegotiationJudges;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import dev.wspec.conformance.judge.WireInvariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Judges one side of overheard connections: its handshake, and what must hold of every frame. Pure.
 */
public final class TrafficJudge {

  private final Requirements requirements;

  public TrafficJudge(Requirements requirements) {
    this.requirements = requirements;
  }

  /**
   * Judges the server, or the client, of one connection.
   *
   * @param number of the connection, from 1
   */
  public CaseOutcome judge(Overheard connection, SubjectRole subject, int number) {
    Transcript transcript = connection.of(subject);
    ConformanceCase.Builder builder =
        ConformanceCase.conformanceCase("traffic/connection~number=" + number)
            .title("The " + subject.name().toLowerCase(Locale.ROOT) + " keeps to the protocol")
            .subject(subject);
    List<Judgement> judgements = new ArrayList<>();
    for (Check check : checks(subject)) {
      builder.check(check.requirement(), check.judge());
      Opinion opinion = check.judge().judge(transcript);
      Verdict verdict =
          Verdict.of(opinion.finding(), requirements.get(check.requirement()).level(), false);
      judgements.add(new Judgement(check, opinion, verdict));
    }
    Verdict worst =
        judgements.stream().map(Judgement::verdict).reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
    long nanos =
        transcript.events().isEmpty()
            ? 0
            : transcript.events().get(transcript.events().size() - 1).at();
    return new CaseOutcome(
        builder.build(),
        new Judged(worst, judgements, null),
        transcript,
        Duration.ofNanos(nanos),
        false);
  }

  private List<Check> checks(SubjectRole subject) {
    List<Check> checks = new ArrayList<>();
    if (subject == SubjectRole.SERVER) {
      checks.add(opening("6455-4.2.2-23", "the accept of the key", TrafficJudge::accept));
      checks.add(new Check("6455-4.2.2-14", NegotiationJudges.selectsOnlyAnOfferedSubprotocol()));
      checks.add(
          new Check("6455-4.2.2-19", NegotiationJudges.agreesToNoExtensionThatWasNotOffered()));
    } else {
      checks.add(opening("6455-4.1-33", "a key of 16 octets in base64", TrafficJudge::key));
      checks.add(opening("6455-4.1-38", "Sec-WebSocket-Version", TrafficJudge::version));
    }
    WireInvariants.checks().stream()
        .filter(check -> requirements.get(check.requirement()).binds().contains(subject))
        .forEach(checks::add);
    return checks;
  }

  private interface Question {
    Opinion of(RawRequest request, RawResponse response);
  }

  private static Check opening(String requirement, String accepted, Question question) {
    return new Check(
        requirement,
        Judge.of(
            accepted,
            transcript ->
                transcript
                    .main()
                    .opened()
                    .map((Event.Opened o) -> question.of(o.request(), o.response()))
                    .orElseGet(() -> Opinion.notApplicable("the connection was never opened"))));
  }

  private static Opinion accept(RawRequest request, RawResponse response) {
    String expected = RawAnswer.acceptFor(request.field("Sec-WebSocket-Key").orElse(""));
    String accept = response.field("Sec-WebSocket-Accept").orElse("none");
    return accept.equals(expected)
        ? Opinion.held("The accept is " + accept + ".")
        : Opinion.broken("The accept is " + accept + ", and should be " + expected + ".");
  }

  private static Opinion key(RawRequest request, RawResponse response) {
    String key = request.field("Sec-WebSocket-Key").orElse("");
    try {
      int octets = Base64.getDecoder().decode(key).length;
      return octets == 16
          ? Opinion.held("The key has 16 octets.")
          : Opinion.broken("The key has " + octets + " octets.");
    } catch (IllegalArgumentException e) {
      return Opinion.broken("The key is no base64: " + key + ".");
    }
  }

  private static Opinion version(RawRequest request, RawResponse response) {
    return request
        .field("Sec-WebSocket-Version")
        .map(version -> Opinion.held("The version is " + version + "."))
        .orElseGet(() -> Opinion.broken("There is no Sec-WebSocket-Version."));
  }
}
