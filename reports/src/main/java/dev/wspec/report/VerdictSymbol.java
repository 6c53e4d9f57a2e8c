package dev.wspec.report;

import dev.wspec.conformance.Verdict;

/** A sign for each verdict, told apart by its shape. */
final class VerdictSymbol {

  private VerdictSymbol() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case NOT_APPLICABLE -> "–";
      case PASS -> "✓";
      case INFORMATIONAL -> "i";
      case NON_STRICT -> "~";
      case FAIL -> "✗";
      case ERROR -> "!";
    };
  }
}
