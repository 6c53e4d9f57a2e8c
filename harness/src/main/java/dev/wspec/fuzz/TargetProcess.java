package dev.wspec.fuzz;

import java.time.Duration;
import java.util.OptionalLong;

/** The process behind a server, as far as the operating system lets us look at it. */
public interface TargetProcess extends AutoCloseable {

  boolean isAlive();

  /** Waits for its end; tells whether it came in time. */
  boolean awaitEnd(Duration time);

  /** Octets of main memory that it and its children use; empty where that cannot be seen. */
  OptionalLong memory();

  /** How it ended, in two words or three; "is gone" if nothing is known. */
  String end();

  /** The end of what it said; empty if that cannot be seen. */
  String output();

  /** Ends it if need be and starts it anew; tells whether it takes connections again. */
  boolean restart();

  @Override
  void close();
}
