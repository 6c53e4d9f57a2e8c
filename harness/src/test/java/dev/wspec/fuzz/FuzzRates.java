package dev.wspec.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.parser.ReferenceParser;
import dev.wspec.protocol.Role;
import dev.wspec.wire.Contact;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.Dialer;
import dev.wspec.wire.Pipe;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * How many conversations a second are played to our echo server, in turns with a floor that does
 * the least that could be done: {@code ./mvnw -pl harness -am -Prates process-test-classes}.
 */
final class FuzzRates {
  private static final int ROUNDS = 31;
  private static final int WARM_UP = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IN_PROCESS = Duration.ofSeconds(10);

  private final Opponent opponent;
  private final Watchdog watchdog;

  private FuzzRates(Opponent opponent, Watchdog watchdog) {
    this.opponent = opponent;
    this.watchdog = watchdog;
  }

  public static void main(String... args) throws Exception {
    Attacked.by(
        Behaviour.CONFORMING,
        (server, guard) -> {
          FuzzRates rates = new FuzzRates(server, guard);
          rates.connections();
          rates.pipelined();
        });
    try (ParserCampaign campaign = new ParserCampaign(new ReferenceParser(), Role.SERVER)) {
      campaign.run(IN_PROCESS, Long.MAX_VALUE, 1);
      System.out.printf(
          Locale.ROOT,
          "in process: %,d sequences of %d octets on average, %,.0f in a second of processor"
              + " time%n",
          campaign.sequences(),
          campaign.octets() / campaign.sequences(),
          campaign.rate());
    }
  }

  /** Prints the median rates of rounds that took turns, and the median of their ratios. */
  private static void compare(String what, LongSupplier floor, LongSupplier ours) {
    List<Double> floors = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ROUNDS + WARM_UP; i++) {
      double one = rate(floor);
      double other = rate(ours);
      if (i >= WARM_UP) {
        floors.add(one);
        rates.add(other);
        ratios.add(other / one);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f a second, floor %,.0f, ratio %.2f (%.2f to %.2f)%n",
        what,
        median(rates),
        median(floors),
        median(ratios),
        ratios.stream().mapToDouble(r -> r).min().orElse(0),
        ratios.stream().mapToDouble(r -> r).max().orElse(0));
  }

  private static double rate(LongSupplier played) {
    long start = System.nanoTime();
    return played.getAsLong() * 1e9 / (System.nanoTime() - start);
  }

  private static double median(List<Double> numbers) {
    return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(0.0);
  }

  /** Against connecting, one write of the whole, and reading until the end. */
  private void connections() {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> conversations = new ArrayList<>();
    while (conversations.size() < 400) {
      byte[] input = new byte[64];
      random.nextBytes(input);
      byte[] octets = Dash.octets(StimulusGrammar.decode(input), random);
      if (octets.length > 0) {
        conversations.add(octets);
      }
    }
    Contact.Dialing contact = (Contact.Dialing) opponent.meet().settings().contact();
    List<byte[]> wholes = conversations.stream().map(FuzzRates::whole).toList();
    try (Dash dash = new Dash(contact, PATIENCE, watchdog)) {
      compare(
          "one connection for each conversation",
          () -> {
            wholes.forEach(each -> connect(contact.dialer(), each));
            return wholes.size();
          },
          () -> {
            long unusual = conversations.stream().filter(each -> !dash.isUsual(each)).count();
            if (unusual > conversations.size() / 10) {
              throw new IllegalStateException(unusual + " would have to be played again");
            }
            return conversations.size();
          });
    }
  }

  private static byte[] whole(byte[] frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ("GET / HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n")
            .getBytes(US_ASCII));
    all.writeBytes(frames);
    all.writeBytes(new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xE8});
    return all.toByteArray();
  }

  private static void connect(Dialer dialer, byte[] octets) {
    try (Socket socket = new Socket(dialer.host(), dialer.port())) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(octets);
      byte[] buffer = new byte[8192];
      while (socket.getInputStream().read(buffer) >= 0) {
        // Only that it ends is of interest.
      }
    } catch (SocketException e) {
      // What fails a connection may reset it, too.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Against batches that were made before, and answers that are counted and not looked at. */
  private void pipelined() {
    int count = 64;
    SplittableRandom random = new SplittableRandom(1);
    Repertoire repertoire = new Repertoire(random);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(Batch.of(repertoire, random));
    }
    Pipeline pipeline = new Pipeline(opponent, PATIENCE, watchdog);
    compare(
        "frames on one connection",
        () -> {
          write(batches);
          return batches.stream().mapToLong(Batch::frames).sum();
        },
        () -> {
          long before = pipeline.frames();
          pipeline
              .play(count, random.nextLong(), () -> false)
              .ifPresent(
                  suspects -> {
                    throw new IllegalStateException("our own server answered wrongly");
                  });
          return pipeline.frames() - before;
        });
  }

  private void write(List<Batch> batches) {
    TranscriptRecorder recorder =
        new TranscriptRecorder(
            SubjectRole.SERVER, opponent.meet().settings().capabilities(), System::nanoTime);
    TcpWire wire =
        new TcpWire(opponent.meet().settings(), recorder, Deadline.in(PATIENCE), watchdog, 1);
    wire.open();
    wire.fence();
    Pipe pipe = wire.pipe(Deadline.in(PATIENCE), Long.MAX_VALUE).orElseThrow();
    Deque<Batch> toWrite = new ArrayDeque<>(batches);
    long[] ends = new long[batches.size()];
    Arrays.setAll(ends, i -> batches.get(i).answers().length + (i == 0 ? 0 : ends[i - 1]));
    long come = 0;
    int answered = 0;
    int written = 0;
    while (answered < ends.length) {
      while (!toWrite.isEmpty() && written - answered < Pipeline.AHEAD) {
        pipe.write(toWrite.removeFirst().octets());
        written++;
      }
      int read = pipe.read(PATIENCE.toMillis());
      if (read == 0) {
        throw new IllegalStateException("the answers are fewer than they have to be");
      }
      come += read;
      while (answered < ends.length && come >= ends[answered]) {
        answered++;
      }
    }
    wire.hangUp();
  }
}
