package dev.wspec.cli;

/** Bad input. The message is one sentence that says what to do; nothing has been run or lost. */
final class UsageError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageError(String message) {
    super(message);
  }
}
