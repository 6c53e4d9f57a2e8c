package dev.wspec.report;

import dev.wspec.conformance.Verdict;

/** From which verdict on a case fails the gate. */
public enum FailOn {
  /** A broken MUST does. */
  MUST,
  /** So does everything that is not strictly as asked. */
  SHOULD,
  /** Nothing does: the run only measures. */
  NEVER;

  boolean fails(Verdict verdict) {
    return switch (this) {
      case MUST -> verdict == Verdict.FAIL;
      case SHOULD -> verdict == Verdict.FAIL || verdict == Verdict.NON_STRICT;
      case NEVER -> false;
    };
  }
}
