package dev.wspec.run;

import dev.wspec.conformance.CaseOutcome;
import java.util.List;

/**
 * What a run left behind.
 *
 * @param outcomes of every selected case that was dealt with, in the order of their ids
 * @param notes what a reader should know of the run as a whole, in sentences
 */
public record RunEnd(Ending ending, List<CaseOutcome> outcomes, List<String> notes) {

  /** How it came to its end. */
  public enum Ending {
    COMPLETE,
    CANCELLED,
    /** No more cases were begun, because their time was over. */
    OUT_OF_TIME,
    /** The subject died or stopped answering. */
    SUBJECT_LOST
  }

  public RunEnd {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }
}
