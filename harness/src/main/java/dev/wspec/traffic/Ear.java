package dev.wspec.traffic;

import dev.wspec.wire.WireTap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in what passes a tap, connection by connection. */
public final class Ear implements WireTap.Observer {

  private static final int LATENCIES = 4096;
  private static final int CONNECTIONS = 1000;

  private final SortedMap<Integer, Overheard> heard = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private final long[] latencies = new long[LATENCIES];
  private int pieces;
  private int missed;

  @Override
  public synchronized void octets(int connection, boolean fromClient, byte[] octets, long nanos) {
    latencies[pieces++ % LATENCIES] = nanos;
    Overheard one = of(connection);
    if (one != null) {
      one.octets(fromClient, octets);
    }
  }

  @Override
  public synchronized void ended(int connection, boolean byClient, boolean reset) {
    Overheard one = of(connection);
    if (one != null) {
      one.ended(byClient, reset);
    }
  }

  @Override
  public synchronized void failed(int connection, String why) {
    failures.add("Connection " + connection + ": " + why);
  }

  /** Null for those beyond what is kept. */
  private @Nullable Overheard of(int connection) {
    if (!heard.containsKey(connection) && heard.size() == CONNECTIONS) {
      missed++;
      return null;
    }
    return heard.computeIfAbsent(connection, number -> new Overheard(System::nanoTime));
  }

  /** The WebSocket connections so far, each as it is. */
  public synchronized List<Overheard> heard() {
    heard.values().forEach(Overheard::left);
    return heard.values().stream().filter(Overheard::isWebSocket).toList();
  }

  /** Sentences about what a reader should know besides. */
  public synchronized List<String> notes() {
    List<String> notes = new ArrayList<>(failures);
    int known = Math.min(pieces, LATENCIES);
    if (known > 0) {
      long[] sorted = Arrays.copyOf(latencies, known);
      Arrays.sort(sorted);
      notes.add(
          "Passing a piece on took %d µs in the middle, and at most %d µs (%d pieces)."
              .formatted(sorted[known / 2] / 1000, sorted[known - 1] / 1000, known));
    }
    if (missed > 0) {
      notes.add("Only the first " + CONNECTIONS + " connections were judged.");
    }
    return notes;
  }
}
