package dev.wspec.fuzz;

import dev.wspec.subject.StartedProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** A server that we started, and start again when it has died. */
public final class LaunchedProcess implements TargetProcess {

  /** How long it may take until it takes connections. */
  private static final Duration READY = Duration.ofSeconds(60);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final String command;
  private final BooleanSupplier listens;
  private StartedProgram program;

  private LaunchedProcess(String command, BooleanSupplier listens, StartedProgram program) {
    this.command = command;
    this.listens = listens;
    this.program = program;
  }

  /**
   * Starts a command line of the shell and waits until it takes connections.
   *
   * @param listens whether a connection can be had now
   * @throws IOException with a sentence that says why there is no server
   */
  public static LaunchedProcess start(String command, BooleanSupplier listens) throws IOException {
    if (listens.getAsBoolean()) {
      throw new IOException("something listens there already; end it, or leave out --exec");
    }
    LaunchedProcess launched = new LaunchedProcess(command, listens, StartedProgram.start(command));
    if (!launched.isReady()) {
      String why =
          launched.isAlive()
              ? "it takes no connection within " + READY.toSeconds() + " s"
              : "it " + launched.end();
      String said = launched.output();
      launched.close();
      throw new IOException(why + (said.isEmpty() ? "" : " and said: " + said));
    }
    return launched;
  }

  private boolean isReady() {
    long end = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() - end < 0) {
      if (program.awaitExit(LOOK.toMillis())) {
        return false;
      }
      if (listens.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isAlive() {
    return program.isAlive();
  }

  @Override
  public boolean awaitEnd(Duration time) {
    return program.awaitExit(time.toMillis());
  }

  @Override
  public OptionalLong memory() {
    return Memory.of(program.handle());
  }

  /** A shell tells of signals as of 128 and their number. */
  @Override
  public String end() {
    int status = program.status();
    return status > 128 && status < 128 + 65
        ? "was ended by signal " + (status - 128)
        : "exited with status " + status;
  }

  @Override
  public String output() {
    return program.output();
  }

  @Override
  public boolean restart() {
    program.close();
    try {
      program = StartedProgram.start(command);
      return isReady();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
