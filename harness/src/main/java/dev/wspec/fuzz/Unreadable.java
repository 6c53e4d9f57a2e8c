package dev.wspec.fuzz;

/** A file that is no conversation; the message is one sentence that says where and why. */
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(int line, String sentence) {
    super("line " + line + ": " + sentence);
  }
}
