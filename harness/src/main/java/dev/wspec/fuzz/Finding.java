package dev.wspec.fuzz;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Level;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Something that was wrong, in the smallest conversation that shows it. */
public final class Finding {

  /** The weightiest first: MUST before SHOULD, what comes again before what may not. */
  public static final Comparator<Finding> BY_WEIGHT =
      Comparator.comparing(Finding::level)
          .thenComparing(finding -> finding.outcome().flaky())
          .thenComparing(Finding::requirement);

  private static final Requirements REQUIREMENTS = Requirements.load();

  private final Outcome last;
  private final Recurrence recurrence;
  private final List<String> notes;

  /**
   * @param last one of the times when it was seen
   * @param recurrence whether it was seen when it was looked for again; always, if it was not
   * @param notes what else there is to say, in sentences
   */
  Finding(Outcome last, Recurrence recurrence, List<String> notes) {
    this.last = last;
    this.recurrence = recurrence;
    this.notes = List.copyOf(notes);
  }

  /** What is the same wherever the same is wrong; it can be the name of a folder. */
  public String signature() {
    return last.signature();
  }

  /** As text, which {@code wspec replay} reads. */
  public String conversation() {
    return last.script().toString();
  }

  /** Draws the same masks and keys again. */
  public long seed() {
    return last.seed();
  }

  /** Judged and recorded. */
  public CaseOutcome outcome() {
    return recurrence == Recurrence.ALWAYS ? last.judged() : last.judged().asFlaky();
  }

  /** Whether it is no more than that time ran out, and only once. */
  boolean isStall() {
    return recurrence == Recurrence.NEVER
        && last.transcript().main().endedBy(Event.Ended.How.DEADLINE);
  }

  public List<String> notes() {
    return notes;
  }

  /** The first requirement that was not met. */
  public String requirement() {
    return last.judged().judged().judgements().stream()
        .filter(j -> j.verdict() == last.judged().verdict())
        .map(Judgement::check)
        .map(Check::requirement)
        .findFirst()
        .orElse("");
  }

  /** How strongly that is asked for. */
  public Level level() {
    return REQUIREMENTS.find(requirement()).map(r -> r.level()).orElse(Level.MAY);
  }

  /** Writes the conversation, and the octets that were sent. */
  public void store(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("conversation.txt"), conversation());
    Files.write(folder.resolve("sent.bin"), last.capture().octets(true));
  }

  /**
   * Writes the octets that came, and those of both directions as packets.
   *
   * @param port of the server in the packets
   */
  public void storeTraffic(Path folder, int port) throws IOException {
    Files.write(folder.resolve("received.bin"), last.capture().octets(false));
    boolean weConnect = last.transcript().subject() == SubjectRole.SERVER;
    try (OutputStream out = Files.newOutputStream(folder.resolve("capture.pcap"))) {
      Pcap.write(last.capture(), Instant.now(), weConnect, port, out);
    }
  }
}
