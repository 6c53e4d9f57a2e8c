package dev.wspec.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** The gate passed. */
  static final int PASSED = 0;

  /** The gate failed. */
  static final int FAILED = 1;

  /** The command line or a file it names is wrong. */
  static final int USAGE = 2;

  /** The subject is unreachable or died, or nothing was judged. */
  static final int NOT_JUDGED = 3;

  /** wspec could not find out about some cases. */
  static final int ERRORS = 4;

  /** Stopped by Ctrl-C or a signal. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
