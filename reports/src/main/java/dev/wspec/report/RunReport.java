package dev.wspec.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Everything a run found out. Each output is a rendering of this.
 *
 * @param seed gives the same masks, keys, payloads and order again
 * @param ending how the run came to its end
 * @param notes what a reader should know about the run as a whole, in sentences
 */
public record RunReport(
    SuiteInfo suite,
    Instant started,
    Duration duration,
    long seed,
    SubjectInfo subject,
    SelectionInfo selection,
    Policy policy,
    Ending ending,
    List<String> notes,
    List<CaseResult> cases,
    List<FactResult> facts,
    List<RequirementResult> requirements) {

  /** Version of the results format; it grows when readers of the old one would misunderstand. */
  public static final int SCHEMA = 1;

  /** How a run came to its end. */
  public enum Ending {
    /** Every selected case was dealt with. */
    COMPLETE,
    /** Somebody stopped it; what had been found until then is kept. */
    INTERRUPTED,
    /** The time that was granted was over before every case had been dealt with. */
    OUT_OF_TIME,
    /** The subject could not be reached any more. */
    SUBJECT_LOST
  }

  public RunReport {
    notes = List.copyOf(notes);
    cases = List.copyOf(cases);
    facts = List.copyOf(facts);
    requirements = List.copyOf(requirements);
  }

  public Totals totals() {
    return Totals.of(cases);
  }

  /** The same with what was concluded alone; a transcript is most of what a case weighs. */
  public RunReport withoutTranscripts() {
    return new RunReport(
        suite,
        started,
        duration,
        seed,
        subject,
        selection,
        policy,
        ending,
        notes,
        cases.stream().map(CaseResult::withoutTranscript).toList(),
        facts,
        requirements);
  }

  /** The same under a policy that differs in what fails the gate. */
  public RunReport failingOn(FailOn failOn) {
    return new RunReport(
        suite,
        started,
        duration,
        seed,
        subject,
        selection,
        new Policy(
            policy.strict(),
            failOn,
            policy.timeout(),
            policy.concurrency(),
            policy.baseline(),
            policy.allowed()),
        ending,
        notes,
        cases,
        facts,
        requirements);
  }

  /** Whether it ended before anybody wanted it to, so that no gate is passed by it. */
  boolean isCutShort() {
    return ending == Ending.INTERRUPTED || ending == Ending.SUBJECT_LOST;
  }

  /** Whether the run may be called good, by its own policy. */
  public Gate.Outcome gate() {
    return new Gate(policy.failOn(), policy.allowed()).evaluate(cases);
  }
}
