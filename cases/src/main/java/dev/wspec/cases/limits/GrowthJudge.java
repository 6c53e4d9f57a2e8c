package dev.wspec.cases.limits;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the time for a message grows in step with its parts. Only what no load of a machine looks
 * like is held against a subject: a second or nearly so for the last message, and growth close to
 * that of a square at every doubling and over all of them.
 */
final class GrowthJudge {
  private static final long NANOS_OF_A_MILLISECOND = 1_000_000;
  private static final long NOTICED_NANOS = 400 * NANOS_OF_A_MILLISECOND;

  /** Of times, for twice the parts: a line has 2, a square has 4. */
  private static final double STEEP = 2.6;

  /** The same for one doubling with another, on the average. */
  private static final double STEEP_ON_AVERAGE = 3.2;

  private GrowthJudge() {}

  /**
   * @param messages how many messages were sent, each with twice the parts of the one before; a
   *     shorter one came in front of them
   */
  static Judge growsInStep(int messages) {
    return Judge.of(
        "twice the parts take about twice the time",
        transcript -> {
          List<Long> times = times(transcript.main());
          return times.size() < messages
              ? Opinion.notApplicable("not all messages came back")
              : judge(times.subList(times.size() - messages, times.size()));
        });
  }

  /** From one answer to the next, which is how long one exchange took. */
  private static List<Long> times(Conversation c) {
    List<Long> times = new ArrayList<>();
    long before = -1;
    for (Event event : c.events()) {
      if (event instanceof Event.ReceivedMessage received) {
        if (before >= 0) {
          times.add(received.at() - before);
        }
        before = received.at();
      }
    }
    return times;
  }

  private static Opinion judge(List<Long> times) {
    String observed =
        times.stream()
            .map(nanos -> nanos / NANOS_OF_A_MILLISECOND + " ms")
            .collect(Collectors.joining(", ", "The messages took ", "."));
    double least = Double.MAX_VALUE;
    for (int i = 1; i < times.size(); i++) {
      least = Math.min(least, (double) times.get(i) / Math.max(1, times.get(i - 1)));
    }
    long last = times.get(times.size() - 1);
    double all = (double) last / Math.max(1, times.get(0));
    boolean square =
        last >= NOTICED_NANOS
            && least >= STEEP
            && all >= Math.pow(STEEP_ON_AVERAGE, times.size() - 1.0);
    return square ? Opinion.broken(observed) : Opinion.held(observed);
  }
}
