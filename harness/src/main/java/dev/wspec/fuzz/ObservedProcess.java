package dev.wspec.fuzz;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that somebody else started: we look at it and no more. */
public final class ObservedProcess implements TargetProcess {
  private final ProcessHandle process;

  public ObservedProcess(ProcessHandle process) {
    this.process = process;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public boolean awaitEnd(Duration time) {
    try {
      process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public OptionalLong memory() {
    return Memory.of(process);
  }

  @Override
  public String end() {
    return "is gone";
  }

  @Override
  public String output() {
    return "";
  }

  @Override
  public boolean restart() {
    return false;
  }

  @Override
  public void close() {}
}
