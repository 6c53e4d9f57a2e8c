package dev.wspec.run;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judgement;

/**
 * One question, as a case asks it.
 *
 * @param caseId the case, or {@link #ANY_CASE} for what is judged after every case
 */
public record Question(String caseId, String requirement) implements Comparable<Question> {

  /** Stands for the invariants of the wire, which belong to no case. */
  public static final String ANY_CASE = "*";

  /** The question that was answered with this judgement while the case ran. */
  static Question of(ConformanceCase asked, Judgement judgement) {
    String requirement = judgement.check().requirement();
    return new Question(
        asked.checks().contains(judgement.check()) ? asked.id().value() : ANY_CASE, requirement);
  }

  @Override
  public int compareTo(Question other) {
    int byCase = caseId.compareTo(other.caseId);
    return byCase != 0 ? byCase : requirement.compareTo(other.requirement);
  }
}
