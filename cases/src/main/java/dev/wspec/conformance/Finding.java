package dev.wspec.conformance;

/** What a judge found. It says nothing about how bad that is: {@link Verdict} does. */
public enum Finding {
  /** The requirement could not be asked of this transcript. */
  NOT_APPLICABLE,
  /** The subject did what is asked. */
  HELD,
  /** Not what is asked to the letter, but something the RFC, its errata or common sense allow. */
  TOLERABLE,
  /** The subject did not do what is asked. */
  BROKEN
}
