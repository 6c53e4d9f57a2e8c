package dev.wspec.conformance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges the transcript of a case: its own checks first, then what must hold after every case. */
public final class CaseJudge {

  private static final String HANDSHAKE = "handshake";

  private final Requirements requirements;
  private final List<Check> invariants;
  private final boolean strict;

  /**
   * @param invariants checks that are asked after every case and told of only if they do not hold
   * @param strict whether a broken SHOULD is a failure
   */
  public CaseJudge(Requirements requirements, List<Check> invariants, boolean strict) {
    this.requirements = requirements;
    this.invariants = List.copyOf(invariants);
    this.strict = strict;
  }

  /** Why the case cannot be asked of such a subject, or nothing if it can. */
  public static Optional<String> notApplicable(
      ConformanceCase conformanceCase, Transcript transcript) {
    return notApplicable(conformanceCase, transcript.subject(), transcript.capabilities());
  }

  /** Why the case cannot be asked of such a subject, or nothing if it can. */
  public static Optional<String> notApplicable(
      ConformanceCase conformanceCase, SubjectRole subject, Set<Capability> capabilities) {
    if (!conformanceCase.subjects().contains(subject)) {
      return Optional.of("it is asked of another kind of subject");
    }
    return conformanceCase.needs().stream()
        .filter(need -> !capabilities.contains(need))
        .sorted()
        .findFirst()
        .map(need -> "it needs a subject that " + need.words());
  }

  /** Judges what was recorded; the same transcript always gets the same verdict. */
  public CaseOutcome judge(
      ConformanceCase conformanceCase, Transcript transcript, Duration duration) {
    String obstacle = obstacle(conformanceCase, transcript);
    if (obstacle != null) {
      return CaseOutcome.error(conformanceCase, obstacle, transcript, duration);
    }
    List<Judgement> judgements = new ArrayList<>();
    for (Check check : conformanceCase.checks()) {
      judgements.add(judge(check, transcript));
    }
    for (Check invariant : invariants) {
      Judgement judgement = judge(invariant, transcript);
      Finding finding = judgement.opinion().finding();
      if (finding == Finding.BROKEN || finding == Finding.TOLERABLE) {
        judgements.add(judgement);
      }
    }
    Verdict worst =
        judgements.stream().map(Judgement::verdict).reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
    return new CaseOutcome(conformanceCase, worst, judgements, null, transcript, duration, false);
  }

  private Judgement judge(Check check, Transcript transcript) {
    Opinion opinion = check.judge().judge(transcript);
    Level level = requirements.get(check.requirement()).level();
    return new Judgement(check, opinion, Verdict.of(opinion.finding(), level, strict));
  }

  /** What kept the question from being asked, or null if nothing did. */
  private static @Nullable String obstacle(ConformanceCase conformanceCase, Transcript transcript) {
    for (Conversation conversation : transcript.conversations()) {
      if (conversation.opened().isPresent()) {
        continue;
      }
      Optional<Event.Refused> refused = conversation.refused();
      if (refused.isEmpty() && conversation.ended().isPresent()) {
        return "There was no connection. " + notes(conversation);
      }
      if (refused.isPresent()
          && !refused.get().bent()
          && !conformanceCase.id().area().equals(HANDSHAKE)) {
        return "An ordinary opening handshake did not succeed: " + answer(refused.get()) + ".";
      }
    }
    return null;
  }

  private static String notes(Conversation conversation) {
    return String.join(
        " ",
        conversation.events().stream()
            .filter(Event.Note.class::isInstance)
            .map(note -> ((Event.Note) note).text())
            .toList());
  }

  private static String answer(Event.Refused refused) {
    RawResponse response = refused.response();
    return response == null
        ? "no complete response came"
        : "the answer was “" + response.statusLine().strip() + "”";
  }
}
