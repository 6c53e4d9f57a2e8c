package dev.wspec.run.autobahn;

/** A spec file that cannot be used; the message is a sentence that says what to do. */
public final class SpecProblem extends Exception {
  private static final long serialVersionUID = 1L;

  SpecProblem(String message) {
    super(message);
  }
}
