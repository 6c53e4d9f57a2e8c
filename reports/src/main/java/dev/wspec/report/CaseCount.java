package dev.wspec.report;

/** A number of cases in words. */
public final class CaseCount {

  private CaseCount() {}

  /** "1 case", "2 cases". */
  public static String words(int count) {
    return count == 1 ? "1 case" : count + " cases";
  }
}
