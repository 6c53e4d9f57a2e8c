package dev.wspec.fuzz;

import dev.wspec.conformance.Segmentation;
import java.util.List;

/** One thing that a script does once the connection is open. */
sealed interface Step {

  /** Sends frames and octets back to back, cut into writes like this. */
  record Write(Segmentation cuts, List<Item> items) implements Step {
    public Write {
      items = List.copyOf(items);
    }
  }

  /** Waits until all that was sent has been dealt with. */
  record Settle() implements Step {}

  /** Sends nothing and reads what comes for so many milliseconds, at most {@value #LONGEST}. */
  record Listen(int millis) implements Step {
    static final int LONGEST = 5000;

    public Listen {
      if (millis < 0 || millis > LONGEST) {
        throw new IllegalArgumentException("a script listens for at most " + LONGEST + " ms");
      }
    }
  }

  /** Sends a FIN and goes on reading. */
  record HalfClose() implements Step {}

  /** Resets the TCP connection. */
  record Reset() implements Step {}
}
