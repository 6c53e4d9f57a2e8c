package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.protocol.Role;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds made-up sequences to a parser in this process for as long as it is told, and keeps what was
 * wrong. Sequences come from the same grammar as conversations do, and each of them is followed by
 * some that differ from it in one place or in how they are cut.
 */
public final class ParserCampaign implements AutoCloseable {
  private static final int CONFIRMATIONS = 3;

  /** Draws the masking keys that a script leaves open. */
  private static final long SEED = 1;

  private static final int SHRINKING = 5000;
  private static final int LONGEST_INPUT = 64;

  private static final String HANGS = "hangs";

  /** Octets to spend on one sequence and its variations, so that large ones do not take it all. */
  private static final int OCTETS = 1 << 14;

  private static final int MOST_VARIATIONS = 256;

  /** Of what is larger than this, and of what is compressed, one in so many is enough. */
  private static final int LARGE = 2000;

  private static final int ONE_OF_THE_COSTLY = 8;

  private final Role self;
  private final boolean inflates;
  private final ParserJudge judge;
  private final Consumer<Finding> told;
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
    this(parser, self, finding -> {});
  }

  /**
   * @param self the end that the parser is at
   * @param told of each finding as soon as it is one
   */
  public ParserCampaign(ParserUnderTest parser, Role self, Consumer<Finding> told) {
    this.self = self;
    this.told = told;
    this.inflates = parser.inflates();
    this.judge = new ParserJudge(parser, self);
  }

  /**
   * Goes on until the time is over, so many sequences were judged or {@link #cancel} was called.
   */
  public void run(Duration time, long most, long seed) {
    long start = processorNanos();
    long end = System.nanoTime() + time.toNanos();
    SplittableRandom random = new SplittableRandom(seed);
    SubjectRole opponent = SubjectRole.of(self);
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
      Finding finding = pursued(sequence, signature);
      findings.put(signature, finding);
      told.accept(finding);
    }
  }

  private Finding pursued(Sequence first, String signature) {
    Script script =
        new Shrinker(s -> signature.equals(judge.judge(sequence(s))), SHRINKING, () -> false)
            .shrink(first.script(self.peer()));
    int again = 0;
    for (int i = 0; i < CONFIRMATIONS; i++) {
      again += signature.equals(judge.judge(sequence(script))) ? 1 : 0;
    }
    Feeding feeding = judge.observed(sequence(script), signature);
    CaseOutcome shown = ParserFault.shown(signature, judge.rule(), judge.allowed(), feeding);
    return finding(
        script,
        shown,
        signature,
        feeding,
        Recurrence.of(again, CONFIRMATIONS),
        Recurrence.told(again, CONFIRMATIONS));
  }

  private static Finding finding(
      Script script,
      CaseOutcome shown,
      String signature,
      Feeding feeding,
      Recurrence recurrence,
      String note) {
    Outcome outcome =
        new Outcome(script, SEED, shown, feeding.transcript(), signature, "", feeding.capture());
    return new Finding(outcome, recurrence, List.of(note));
  }

  /** The keys that a script leaves open are the same ones each time. */
  private Sequence sequence(Script script) {
    return sequence(script, new SplittableRandom(SEED));
  }

  private Sequence sequence(Script script, SplittableRandom keys) {
    Sequence sequence = Sequence.of(script, self.peer(), keys);
    return inflates ? sequence : sequence.plain();
  }

  /**
   * Feeds a stored conversation once more.
   *
   * @throws Unreadable if the text is no conversation
   */
  public CaseOutcome replay(String conversation) throws Unreadable {
    Sequence sequence = sequence(ScriptText.read(conversation));
    String signature = judge.judge(sequence);
    Feeding feeding = judge.observed(sequence, signature);
    return signature == null
        ? ParserFault.sound(judge.allowed(), feeding)
        : ParserFault.shown(signature, judge.rule(), judge.allowed(), feeding);
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

  /**
   * The sequence that is being judged as a finding; it is as it was made, not the smallest.
   *
   * @param how in words, and where the parser is
   */
  public Finding hang(String how) {
    Sequence now = current;
    if (now == null) {
      throw new IllegalStateException("no sequence is being judged");
    }
    Feeding feeding = new Feeding(self, now.deflate());
    feeding.feeds(now.octets(), 0, now.octets().length);
    feeding.ends(how);
    Finding hang =
        finding(
            now.script(self.peer()),
            ParserFault.shown(HANGS, null, "the parser comes back", feeding),
            HANGS,
            feeding,
            Recurrence.ALWAYS,
            "It was seen once: the parser has not come back yet.");
    told.accept(hang);
    return hang;
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

  /** The weightiest first. */
  public List<Finding> findings() {
    return findings.values().stream().sorted(Finding.BY_WEIGHT).toList();
  }

  @Override
  public void close() {
    judge.close();
  }
}
