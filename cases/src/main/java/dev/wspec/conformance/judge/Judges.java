package dev.wspec.conformance.judge;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Transcript;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The questions that cases ask about what comes after the opening handshake. Each is about the
 * case's first connection, and does not apply where that was never opened.
 */
public final class Judges {
  private Judges() {}

  /**
   * The subject failed the connection (RFC 6455 §7.1.7): it sent a Close or ended the TCP
   * connection, and did not carry on first. What it had to fail for is our first unsound frame.
   */
  public static Judge failsTheConnection() {
    return onceOpened(
        "a Close frame or the end of the TCP connection", FailureJudges::failsTheConnection);
  }

  /**
   * If the subject failed the connection with a Close, its code is one of these. Another one is
   * tolerable, and no Close at all is right too (§7.1.7).
   */
  public static Judge closeCodeIfAnyIs(Integer... codes) {
    Set<Integer> accepted = new TreeSet<>(Arrays.asList(codes));
    return onceOpened(
        "no Close, or one with " + or(accepted),
        transcript -> FailureJudges.closeCodeIfAnyIs(transcript, accepted));
  }

  /** The subject ended the TCP connection, after whatever else it said. */
  public static Judge endsTheConnection() {
    return onceOpened("the end of the TCP connection", FailureJudges::endsTheConnection);
  }

  /** No message came back that we sent with our violation or behind it. */
  public static Judge doesNotDeliver() {
    return onceOpened(
        "no message with what came in the unsound frames or behind them",
        FailureJudges::doesNotDeliver);
  }

  /**
   * The subject failed the connection. That it carries on is tolerable for the reason given; that
   * it does neither is not.
   */
  public static Judge failsOrCarriesOn(String because) {
    return onceOpened(
        "a Close frame or the end of the TCP connection; tolerably, that it carries on",
        transcript -> FailureJudges.failsOrCarriesOn(transcript, because));
  }

  /** No Pong for the Pings that we sent behind our Close; one is tolerable (§5.5.2). */
  public static Judge ignoresPingsAfterClose() {
    return onceOpened(
        "no Pong for a Ping that follows our Close",
        transcript -> FailureJudges.ignoresLatePings(transcript, true));
  }

  /** No Pong for the Pings that we sent behind our violation (§7.1.7). */
  public static Judge ignoresPingsAfterViolation() {
    return onceOpened(
        "no Pong for a Ping that follows the unsound frame",
        transcript -> FailureJudges.ignoresLatePings(transcript, false));
  }

  /** What another judge finds broken is tolerable, for the reason given. */
  public static Judge leniently(Judge judge, String because) {
    return Judge.of(
        judge.accepted(),
        transcript -> {
          Opinion opinion = judge.judge(transcript);
          return opinion.finding() == Finding.BROKEN
              ? Opinion.tolerable(opinion.observed(), because)
              : opinion;
        });
  }

  /**
   * Every sound message came back, intact and in order, whatever its framing. Greetings are passed
   * over. A subject that does not echo has to survive.
   */
  public static Judge echoesEveryMessage() {
    return onceOpened(
        "every message comes back as sent; from a subject that does not echo, that it lives on",
        MessageJudges::echoesEveryMessage);
  }

  /** The subject took what we sent: it answered a later fence, or closed in peace. */
  public static Judge survives() {
    return onceOpened(
        "a Pong for a later Ping, or an ordinary closing handshake", MessageJudges::survives);
  }

  /** The last of our Pings, or a later fence, got its Pong; §5.5.3 waives those before it. */
  public static Judge answersPings() {
    return onceOpened("a Pong with the payload of the last Ping", MessageJudges::answersPings);
  }

  /** Our Close was answered with a Close (§5.5.1). */
  public static Judge answersClose() {
    return onceOpened("a Close frame in answer to ours", ClosingJudges::answersClose);
  }

  /**
   * The Close that answers ours carries one of these codes, or 1000, or none (§5.5.1). A complaint
   * (1002, 1007) that is not among them breaks it; other codes are tolerable.
   */
  public static Judge closeReplyIs(Integer... codes) {
    Set<Integer> accepted = new TreeSet<>(Arrays.asList(codes));
    Set<Integer> shown = new TreeSet<>(accepted);
    shown.add(1000);
    return onceOpened(
        "a Close with " + or(shown) + ", or without a code",
        transcript -> ClosingJudges.closeReplyIs(transcript, accepted));
  }

  /** The closing handshake was completed and the TCP connection ended. */
  public static Judge closesCleanly() {
    return onceOpened(
        "a Close frame and the end of the TCP connection", ClosingJudges::closesCleanly);
  }

  /** After the closing handshake a server ended TCP without waiting for us (§5.5.1). */
  public static Judge endsTcpItself() {
    return onceOpened("a FIN from the server before ours", ClosingJudges::endsTcpItself);
  }

  /** The subject ended the TCP connection with a FIN rather than a reset (§7.1.1). */
  public static Judge endsTcpWithoutReset() {
    return onceOpened("a FIN, not a reset", ClosingJudges::endsTcpWithoutReset);
  }

  /** No masking key came three times, which chance does not do (§5.3). */
  public static Judge freshMaskingKeys() {
    return onceOpened("a new masking key for every frame", t -> MaskingJudges.freshKeys(t.main()));
  }

  /** Each of the 32 bits was set in some keys and clear in others (§5.3). */
  public static Judge maskingKeysUseEveryBit() {
    return onceOpened(
        "keys out of all that 32 bits hold", t -> MaskingJudges.useEveryBit(t.main()));
  }

  /** At most one Close frame came (§5.5.1). */
  public static Judge noSecondClose() {
    return onceOpened(
        "at most one Close frame", transcript -> ClosingJudges.noSecondClose(transcript.main()));
  }

  /** No data frame came behind the subject's Close (§5.5.1). */
  public static Judge staysSilentAfterClose() {
    return onceOpened(
        "no data behind its Close", transcript -> ClosingJudges.afterClose(transcript.main()));
  }

  /** The judge's question, asked about this connection of the case alone; 0 is the first. */
  public static Judge onConnection(int connection, Judge judge) {
    return Judge.of(judge.accepted(), transcript -> judge.judge(transcript.only(connection)));
  }

  /**
   * The judge's question, asked about every connection of the case; one that was never opened is
   * broken.
   */
  public static Judge onEveryConnection(Judge judge) {
    return Judge.of(
        "on every connection: " + judge.accepted(),
        transcript -> EveryConnection.judge(transcript, judge));
  }

  private static String or(Set<Integer> codes) {
    return codes.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }

  private static Judge onceOpened(String accepted, Function<Transcript, Opinion> question) {
    return Judge.of(
        accepted,
        transcript ->
            transcript.main().opened().isPresent()
                ? question.apply(transcript)
                : Opinion.notApplicable("the connection was never opened"));
  }
}
