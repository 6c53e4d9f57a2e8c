package dev.wspec.cases.limits;

import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import java.util.Optional;
import java.util.Set;

/** Questions about what a subject does with more than it may want to take. */
public final class LimitJudges {
  private static final int POLICY = 1008;
  private static final int TOO_BIG = 1009;
  private static final String BOUNDED = "RFC 6455 §10.4 asks for limits and leaves them open";

  private LimitJudges() {}

  /**
   * All of it is taken and comes back, or the connection ends because of its size: with 1009 or
   * 1008, or tolerably without a word.
   */
  public static Judge takesOrRefuses() {
    Judge echo = echoesEveryMessage();
    return Judge.of(
        "every message comes back as sent, or the connection ends with 1009 or 1008",
        transcript -> {
          Opinion opinion = echo.judge(transcript);
          return opinion.finding() == Finding.BROKEN || opinion.finding() == Finding.TOLERABLE
              ? refusal(transcript, opinion)
              : opinion;
        });
  }

  private static Opinion refusal(Transcript transcript, Opinion opinion) {
    Conversation c = transcript.main();
    Optional<Integer> code = c.closeReceived().map(ScannedFrame::closeCode);
    boolean nothingWrong = c.messagesReceived().size() <= c.messagesSent().size();
    if (code.isPresent() && Set.of(POLICY, TOO_BIG).contains(code.get()) && nothingWrong) {
      return Opinion.held("It refused what was too much for it with code " + code.get() + ".");
    }
    boolean dropped = code.isEmpty() && c.endedBySubject() && c.closeSent().isEmpty();
    return dropped && nothingWrong ? Opinion.tolerable(opinion.observed(), BOUNDED) : opinion;
  }

  /** The last Ping is answered; to end the connection over so many of them is tolerated. */
  static Judge answersOrRefusesPings() {
    Judge answers = answersPings();
    return Judge.of(
        answers.accepted() + "; tolerably, the end of the connection",
        transcript -> {
          Opinion opinion = answers.judge(transcript);
          Conversation c = transcript.main();
          int code = c.closeReceived().map(ScannedFrame::closeCode).orElse(POLICY);
          boolean refused =
              c.endedBySubject() && !weClosedFirst(c) && (code == POLICY || code == TOO_BIG);
          return opinion.finding() == Finding.BROKEN && refused
              ? Opinion.tolerable(opinion.observed(), BOUNDED)
              : opinion;
        });
  }

  /** Whether our Close went out before the subject's came, and before the end. */
  private static boolean weClosedFirst(Conversation c) {
    for (Event event : c.events()) {
      if (event instanceof Event.Sent sent && sent.frame().is(ScannedFrame.CLOSE)) {
        return true;
      }
      boolean theirs =
          event instanceof Event.Received received && received.frame().is(ScannedFrame.CLOSE);
      if (theirs || event instanceof Event.Ended) {
        return false;
      }
    }
    return false;
  }

  /**
   * A Close that came before our FIN, and so because of the length declared, says that the message
   * is too big.
   */
  static Judge earlyCloseSaysTooBig() {
    return Judge.of(
        "no Close before our FIN, or one with 1009",
        transcript -> {
          for (Event event : transcript.main().events()) {
            if (event instanceof Event.HalfClosed) {
              break;
            }
            if (event instanceof Event.Received received
                && received.frame().is(ScannedFrame.CLOSE)) {
              int code = received.frame().closeCode();
              String observed = "It sent a Close with " + code + " at once.";
              return code == TOO_BIG
                  ? Opinion.held(observed)
                  : Opinion.tolerable(
                      observed, "RFC 6455 §7.1.7 asks for an appropriate code and names none");
            }
          }
          return Opinion.held("It waited for the payload, or ended the connection in silence.");
        });
  }
}
