package dev.wspec.autobahn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A case of the Autobahn Testsuite.
 *
 * @param id such as {@code 5.1}
 * @param index its place among all cases, from 1
 * @param ok what is to be heard; null if the echoes themselves are compared
 * @param nonStrict what else is allowed to be heard, or null
 * @param closesFirst whether the fuzzer is to send the first Close frame
 * @param codes close codes that the peer may send; none at all is always fine
 * @param clean whether a closing handshake has to be completed
 * @param fatal what in the closing also fails the behaviour
 * @param endsBy what happens when the time is up
 * @param time after which the fuzzer ends the conversation
 */
public record AutobahnCase(
    CaseNumber id,
    int index,
    String title,
    List<Step> script,
    @Nullable List<Heard> ok,
    @Nullable List<Heard> nonStrict,
    boolean closesFirst,
    List<Integer> codes,
    boolean clean,
    Set<Fatal> fatal,
    EndBy endsBy,
    Duration time) {

  /** What in the closing of the connection fails the behaviour as well. */
  public enum Fatal {
    /** The wrong side sent the first Close. */
    CLOSER,
    /** The peer's close code. */
    CODE,
    /** Nothing: whatever comes is only told. */
    INFORMATIONAL
  }

  /** What the fuzzer does when a case lasts too long. */
  public enum EndBy {
    /** Fails the connection with 1001. */
    KILLING,
    /** Sends an empty Close. */
    CLOSING
  }

  public AutobahnCase {
    script = List.copyOf(script);
    codes = List.copyOf(codes);
    fatal = Set.copyOf(fatal);
  }

  /** Whether the time it takes is part of the report. */
  public boolean isTimed() {
    return id.group() >= 9 && id.group() != 10;
  }

  /** Whether it sends one message in so many frames that they are not listed one by one. */
  public boolean isFragmented() {
    return script.stream().anyMatch(Step.Fragmented.class::isInstance);
  }

  /** The message of a case that sends one and awaits its echo. */
  public Optional<Step.Whole> single() {
    return Optional.of(script.get(0))
        .filter(Step.Whole.class::isInstance)
        .map(Step.Whole.class::cast);
  }

  /** The compressed messages of this case, if it is about permessage-deflate. */
  public Optional<Step.Deflated> deflated() {
    return script.stream()
        .filter(Step.Deflated.class::isInstance)
        .map(Step.Deflated.class::cast)
        .findFirst();
  }

  /** Whether the script itself sends a Close frame. */
  public boolean closesItself() {
    return script.stream().anyMatch(step -> step instanceof Step.Send send && send.isClose());
  }
}
