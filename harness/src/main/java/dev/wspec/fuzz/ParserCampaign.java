package dev.wspec.fuzz;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.protocol.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Feeds made-up sequences to a parser in this process for as long as it is told, and keeps what was
 * wrong. Sequences come from the same grammar as conversations do, and each of them is followed by
 * some that differ from it in one place or in how they are cut.
 */
public final class ParserCampaign implements AutoCloseable {
  private static final int CONFIRMATIONS = 3;
  private static final int SHRINKING = 5000;
  private static final int LONGEST_INPUT = 64;

  /** Octets to spend on one sequence and its variations, so that large ones do not take it all. */
  private static final int OCTETS = 1 << 14;

  private static final int MOST_VARIATIONS = 256;

  /** Of what is larger than this, and of what is compressed, one in so many is enough. */
  private static final int LARGE = 2000;

  private static final int ONE_OF_THE_COSTLY = 8;

  private final Role self;
  private final boolean inflates;
  private final ParserJudge judge;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private volatile boolean cancelled;
  private volatile @Nullable Sequence current;
  private long sequences;
  private long octets;
  private long nanos;

  /**
   * @param self the end that the parser is at
   */
  public ParserCampaign(ParserUnderTest parser, Role self) {
    this.self = self;
    this.inflates = parser.inflates();
    this.judge = new ParserJudge(parser, self);
  }

  /**
   * Something that was wrong, in the smallest sequence that shows it.
   *
   * @param conversation as text
   * @param octets what is fed to the parser
   * @param allowed what the RFCs allow, in words
   * @param observed what came out, in words
   * @param flaky whether it did not come again each time
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Finding(
      String signature,
      String conversation,
      byte[] octets,
      String allowed,
      String observed,
      boolean flaky) {}

  /**
   * Goes on until the time is over, so many sequences were judged or {@link #cancel} was called.
   */
  public void run(Duration time, long most, long seed) {
    long start = processorNanos();
    long end = System.nanoTime() + time.toNanos();
    SplittableRandom random = new SplittableRandom(seed);
    SubjectRole opponent = self == Role.SERVER ? SubjectRole.SERVER : SubjectRole.CLIENT;
    byte[] input = new byte[LONGEST_INPUT];
    while (!cancelled && sequences < most && System.nanoTime() - end < 0) {
      random.nextBytes(input);
      Script script = StimulusGrammar.decode(opponent, input);
      if (isCostly(script) && random.nextInt(ONE_OF_THE_COSTLY) > 0) {
        continue;
      }
      Sequence base = sequence(script, random);
      if (base.octets().length == 0) {
        continue;
      }
      take(base);
      Mutation mutation = new Mutation(base, random);
      for (int left = variations(base); left > 0 && sequences < most; left--) {
        take(mutation.next());
      }
    }
    current = null;
    nanos += processorNanos() - start;
  }

  private static boolean isCostly(Script script) {
    return Sequence.agreesOnDeflate(script)
        || script.frames().stream().mapToInt(frame -> frame.payload().length()).sum() > LARGE;
  }

  private static int variations(Sequence base) {
    int affordable = OCTETS / base.octets().length;
    return Math.min(MOST_VARIATIONS, base.deflate() ? affordable / 32 : affordable);
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void take(Sequence sequence) {
    current = sequence;
    sequences++;
    octets += sequence.octets().length;
    String signature = judge.judge(sequence);
    if (signature != null && !findings.containsKey(signature)) {
      findings.put(signature, pursued(sequence, signature));
    }
  }

  private Finding pursued(Sequence first, String signature) {
    Script script =
        new Shrinker(s -> signature.equals(judge.judge(sequence(s))), SHRINKING, () -> false)
            .shrink(first.script(self.peer()));
    boolean flaky = false;
    for (int i = 0; i < CONFIRMATIONS; i++) {
      flaky |= !signature.equals(judge.judge(sequence(script)));
    }
    return finding(script, signature, flaky);
  }

  private Finding finding(Script script, String signature, boolean flaky) {
    Sequence sequence = sequence(script);
    String observed = judge.observed(sequence);
    return new Finding(
        signature, script.toString(), sequence.octets(), judge.allowed(), observed, flaky);
  }

  /** The keys that a script leaves open are the same ones each time. */
  private Sequence sequence(Script script) {
    return sequence(script, new SplittableRandom(1));
  }

  private Sequence sequence(Script script, SplittableRandom keys) {
    Sequence sequence = Sequence.of(script, self.peer(), keys);
    return inflates ? sequence : sequence.plain();
  }

  /**
   * Feeds a stored conversation once more.
   *
   * @return what is wrong, if anything is
   * @throws Unreadable if the text is no conversation
   */
  public Optional<Finding> replay(String conversation) throws Unreadable {
    Script script = ScriptText.read(conversation);
    String signature = judge.judge(sequence(script));
    return Optional.ofNullable(signature).map(s -> finding(script, s, false));
  }

  /** Ends the run after the sequence that is being judged. */
  public void cancel() {
    cancelled = true;
  }

  public boolean isCancelled() {
    return cancelled;
  }

  /** Another object for each sequence; null while none is judged. */
  public @Nullable Object current() {
    return current;
  }

  /** The sequence that is being judged as a finding; it is as it was made, not the smallest. */
  public Finding hang(String observed) {
    Sequence now = current;
    if (now == null) {
      throw new IllegalStateException("no sequence is being judged");
    }
    return new Finding(
        "hangs",
        now.script(self.peer()).toString(),
        now.octets(),
        "the parser comes back",
        observed,
        false);
  }

  /** How many sequences were judged, those for shrinking left out; each was fed twice. */
  public long sequences() {
    return sequences;
  }

  /** How many octets these sequences had. */
  public long octets() {
    return octets;
  }

  /** Sequences in a second of processor time. */
  public double rate() {
    return nanos == 0 ? 0 : sequences * 1e9 / nanos;
  }

  public List<Finding> findings() {
    return new ArrayList<>(findings.values());
  }

  @Override
  public void close() {
    judge.close();
  }
}
