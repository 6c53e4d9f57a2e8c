package dev.wspec.conformance.judge;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Level;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns transcripts into verdicts. Pure: a stored transcript judged again gives the same answer.
 */
public final class CaseJudge {

  /** The server answers a sound opening handshake with a 101 (RFC 6455 §4.2.2). */
  private static final String STILL_SERVES = "6455-4.2.2-01";

  private final Requirements requirements;
  private final boolean strict;

  /**
   * @param strict whether a broken SHOULD fails
   */
  public CaseJudge(Requirements requirements, boolean strict) {
    this.requirements = requirements;
    this.strict = strict;
  }

  /**
   * Whether the case can be asked of a subject of that kind with these capabilities; if not, why.
   */
  public static Optional<String> reasonNotToAsk(
      ConformanceCase conformanceCase, Transcript transcript) {
    if (!conformanceCase.subjects().contains(transcript.subject())) {
      return Optional.of("it is not asked of this kind of subject");
    }
    String missing =
        conformanceCase.needs().stream()
            .filter(need -> !transcript.can(need))
            .sorted()
            .map(Capability::words)
            .collect(Collectors.joining(", or "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("asked only of a subject that " + missing);
  }

  /** The checks of the case, and those invariants that were not held. */
  public Judged judge(ConformanceCase conformanceCase, Transcript transcript) {
    Optional<String> reason = reasonNotToAsk(conformanceCase, transcript);
    if (reason.isPresent()) {
      return new Judged(Verdict.NOT_APPLICABLE, List.of(), reason.get());
    }
    Optional<String> obstacle = obstacle(conformanceCase, transcript);
    if (obstacle.isPresent()) {
      return new Judged(Verdict.ERROR, List.of(), obstacle.get());
    }
    List<Judgement> judgements = new ArrayList<>();
    for (Check check : conformanceCase.checks()) {
      judgements.add(judge(check, transcript));
    }
    for (Check invariant : WireInvariants.checks()) {
      Judgement judgement = judge(invariant, transcript);
      if (judgement.verdict() != Verdict.NOT_APPLICABLE && judgement.verdict() != Verdict.PASS) {
        judgements.add(judgement);
      }
    }
    Verdict worst =
        judgements.stream().map(Judgement::verdict).reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
    return new Judged(worst, judgements, null);
  }

  /** Whether an ordinary handshake that fails is an answer, and no obstacle. */
  private static boolean asksAboutIt(ConformanceCase conformanceCase, Event.Refused refused) {
    return conformanceCase.id().area().equals("handshake")
        || refused.connection() > 0
            && conformanceCase.checks().stream()
                .anyMatch(check -> check.requirement().equals(STILL_SERVES));
  }

  /** What kept the question from being asked. */
  private static Optional<String> obstacle(ConformanceCase conformanceCase, Transcript transcript) {
    if (transcript.subject() == SubjectRole.INTERMEDIARY) {
      // That it opens no tunnel is what there is to tell of it.
      return Optional.empty();
    }
    for (Conversation conversation : transcript.conversations()) {
      Optional<Event.Refused> refused = conversation.refused();
      if (refused.isPresent()) {
        if (!refused.get().bent() && !asksAboutIt(conformanceCase, refused.get())) {
          RawResponse response = refused.get().response();
          String answer =
              response == null ? "was not answered" : "was answered with " + response.statusLine();
          return Optional.of(
              "an ordinary opening handshake " + answer + ", so nothing could be asked");
        }
      } else if (conversation.opened().isEmpty()
          && conversation.ended().isPresent()
          && !leftOverCertificate(conformanceCase, conversation)) {
        return Optional.of("there was no connection: " + notes(conversation));
      }
    }
    return Optional.empty();
  }

  /** Where a certificate is what the case is about, leaving over it is an answer. */
  private static boolean leftOverCertificate(
      ConformanceCase conformanceCase, Conversation conversation) {
    return conformanceCase.certificate() != null && conversation.endedBySubject();
  }

  private static String notes(Conversation conversation) {
    return conversation.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(note -> ((Event.Note) note).text())
        .collect(Collectors.joining(" "));
  }

  private Judgement judge(Check check, Transcript transcript) {
    Opinion opinion = check.judge().judge(transcript);
    Level level = requirements.get(check.requirement()).level();
    return new Judgement(check, opinion, Verdict.of(opinion.finding(), level, strict));
  }
}
