package dev.wspec.conformance;

/** What a case takes of time and memory; the profile of a run decides what is asked for unnamed. */
public enum Effort {
  /** Kilobytes, and milliseconds with a sound subject: asked whenever it applies. */
  USUAL,
  /** Megabytes or thousands of messages: asked on request. */
  MUCH,
  /** Messages of many megabytes: asked on request, and one such case at a time. */
  HUGE;

  /** Whether it is asked only of those who want it. */
  public boolean isOptIn() {
    return this != USUAL;
  }
}
