package dev.wspec.conformance;

/** The story of a case: straight-line code against a wire that never judges, catches or sleeps. */
@FunctionalInterface
public interface Stimulus {
  void play(Wire wire);
}
