package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.judge.CaseJudge;
import java.time.Duration;

/** A case made up afterwards, with one question about what was seen. */
final class SingleCheck {
  private static final CaseJudge JUDGE = new CaseJudge(Requirements.load(), false);

  private SingleCheck() {}

  static CaseOutcome judged(
      String id,
      String title,
      String requirement,
      Judge judge,
      Transcript transcript,
      Duration duration) {
    ConformanceCase asked =
        ConformanceCase.conformanceCase(id)
            .title(title)
            .subject(transcript.subject())
            .check(requirement, judge)
            .build();
    return new CaseOutcome(asked, JUDGE.judge(asked, transcript), transcript, duration, false);
  }
}
