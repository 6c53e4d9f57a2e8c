package dev.wspec.behaviour;

import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.HopHead;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What an intermediary does, as a set of small strategies.
 *
 * @param waived rules that requests need not keep to
 * @param request makes what the origin receives of what the client sent
 * @param answer makes what the client receives of a 101
 * @param refusal makes what the client receives of any other answer
 * @param body changes the body of a refusal
 * @param switching whether an answer opens the tunnel
 * @param toOrigin makes, for each tunnel, what changes octets on their way to the origin
 * @param toClient the same for those to the client
 * @param early what becomes of octets that the client sent before the answer
 * @param glued what becomes of octets that came with the 101
 * @param ending what becomes of the other side when one has ended
 * @param failure what the client is told if the origin gives no answer
 * @param traits what else is unusual about it
 */
public record RelayBehaviour(
    Set<RelayRule> waived,
    UnaryOperator<HopHead> request,
    UnaryOperator<HopHead> answer,
    UnaryOperator<HopHead> refusal,
    UnaryOperator<byte[]> body,
    Switching switching,
    Supplier<UnaryOperator<byte[]>> toOrigin,
    Supplier<UnaryOperator<byte[]>> toClient,
    Ahead early,
    Ahead glued,
    Ending ending,
    Failure failure,
    Set<Trait> traits) {

  /** Whether an answer to a request opens the tunnel. */
  @FunctionalInterface
  public interface Switching {
    boolean opens(HopHead request, HopHead answer);
  }

  /** What becomes of octets that are there before the tunnel is. */
  public enum Ahead {
    PASSED,
    DROPPED,
    DOUBLED
  }

  /** What becomes of the other side when one has ended. */
  public enum Ending {
    /** It is shown a FIN and may still send. */
    PASSED_ON,
    /** What is outstanding is sent, and both end. */
    BOTH_ENDED,
    /** Both end at once. */
    ABORTED,
    /** Nothing. */
    IGNORED,
    /** So do all other tunnels. */
    ALL_ENDED
  }

  /** What the client is told if the origin gives no answer. */
  public enum Failure {
    BAD_GATEWAY,
    GATEWAY_TIMEOUT,
    END,
    SUCCESS,
    SILENCE,
    SWITCHING
  }

  /** What some intermediaries do and others do not. */
  public enum Trait {
    /** Passes octets in both directions as soon as the request is through. */
    TUNNELS_AT_ONCE,
    /** Reads the next request after a refusal. */
    KEEPS_ALIVE,
    /** All tunnels wait for one writer. */
    ONE_WRITER,
    /** Holds octets back until there are many. */
    WAITS_FOR_MANY,
    /** Reads as fast as it can, however slowly it can write. */
    READS_WITHOUT_BOUND,
    /** Takes an interim answer for the final one. */
    INTERIM_IS_FINAL,
    /** Opens the tunnel to a client of HTTP/1.0 without the 101. */
    TELLS_HTTP_1_0_OF_NO_101,
    /** Takes the length of a 101 seriously. */
    READS_BODY_OF_101,
    /** Writes octet by octet. */
    BYTEWISE,
    /** Resets the other side when one has ended amiss. */
    RESETS,
    /** Keeps what is interim to itself. */
    SKIPS_INTERIM,
    /** Waits a moment for more before it writes. */
    GATHERS,
    /** Gives up on an origin that does not answer within a second. */
    IMPATIENT,
    /** Ends a tunnel through which the origin sends nothing for a second. */
    ENDS_IDLE_TUNNELS,
    /** The same, but only the client's connection. */
    ENDS_ONE_IDLE_SIDE
  }

  /** Keeps to RFC 9110 and RFC 9112. */
  public static final RelayBehaviour CONFORMING =
      new RelayBehaviour(
          EnumSet.noneOf(RelayRule.class),
          RelayBehaviour::forwarded,
          answer -> switched(answer),
          RelayBehaviour::refused,
          octets -> octets,
          RelayBehaviour::isRight,
          () -> octets -> octets,
          () -> octets -> octets,
          Ahead.PASSED,
          Ahead.PASSED,
          Ending.PASSED_ON,
          Failure.BAD_GATEWAY,
          EnumSet.noneOf(Trait.class));

  /** Asks for the upgrade anew, and for no other one. */
  private static HopHead forwarded(HopHead request) {
    HopHead kept =
        request
            .withoutHopByHop()
            .withFirst(request.first().replaceFirst("HTTP/1\\.0$", "HTTP/1.1"));
    return asksForUpgrade(request)
        ? kept.adding("Upgrade", "websocket").adding("Connection", "Upgrade")
        : kept;
  }

  private static HopHead switched(HopHead answer) {
    HopHead kept = answer.withoutHopByHop();
    for (String protocol : answer.all("Upgrade")) {
      kept = kept.adding("Upgrade", protocol);
    }
    return kept.adding("Connection", "Upgrade");
  }

  /** What a 426 requires is said anew (RFC 9110 §15.5.22). */
  private static HopHead refused(HopHead answer) {
    HopHead kept = answer.withoutHopByHop();
    if (answer.status() != 426 || !answer.has("Upgrade")) {
      return kept.with("Connection", "close");
    }
    return kept.with("Upgrade", String.join(", ", answer.all("Upgrade")))
        .with("Connection", "Upgrade, close");
  }

  /** An upgrade of HTTP/1.0 is none (RFC 9110 §7.8). */
  static boolean asksForUpgrade(HopHead request) {
    return !request.first().endsWith("HTTP/1.0")
        && request.tokens("Connection").contains("upgrade")
        && request.tokens("Upgrade").contains("websocket");
  }

  /** A 101 to what was asked. */
  static boolean isRight(HopHead request, HopHead answer) {
    return answer.status() == 101
        && asksForUpgrade(request)
        && answer.tokens("Upgrade").contains("websocket")
        && request.all("Sec-WebSocket-Key").stream()
            .anyMatch(key -> answer.all("Sec-WebSocket-Accept").contains(AcceptKey.answer(key)));
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether a request is passed on at all. */
  public boolean accepts(HopHead head) {
    for (RelayRule rule : RelayRule.values()) {
      if (!waived.contains(rule) && !rule.isKeptBy(head)) {
        return false;
      }
    }
    return true;
  }

  RelayBehaviour waiving(RelayRule... rules) {
    Set<RelayRule> more =
        EnumSet.copyOf(waived.isEmpty() ? EnumSet.noneOf(RelayRule.class) : waived);
    more.addAll(Set.of(rules));
    return changed(draft -> draft.waived = more);
  }

  /** Changes the request as it would be forwarded. */
  RelayBehaviour asking(UnaryOperator<HopHead> change) {
    return forwarding(request.andThen(change));
  }

  /** Makes the forwarded request of the one that came. */
  RelayBehaviour forwarding(Function<HopHead, HopHead> other) {
    return changed(draft -> draft.request = other::apply);
  }

  RelayBehaviour answering(UnaryOperator<HopHead> change) {
    return answeringWith(answer.andThen(change));
  }

  RelayBehaviour answeringWith(Function<HopHead, HopHead> other) {
    return changed(draft -> draft.answer = other::apply);
  }

  RelayBehaviour refusing(UnaryOperator<HopHead> change) {
    return changed(draft -> draft.refusal = refusal.andThen(change)::apply);
  }

  RelayBehaviour bodies(UnaryOperator<byte[]> change) {
    return changed(draft -> draft.body = change);
  }

  RelayBehaviour switching(Switching other) {
    return changed(draft -> draft.switching = other);
  }

  RelayBehaviour toOrigin(Supplier<UnaryOperator<byte[]>> change) {
    return changed(draft -> draft.toOrigin = change);
  }

  RelayBehaviour toClient(Supplier<UnaryOperator<byte[]>> change) {
    return changed(draft -> draft.toClient = change);
  }

  RelayBehaviour early(Ahead other) {
    return changed(draft -> draft.early = other);
  }

  RelayBehaviour glued(Ahead other) {
    return changed(draft -> draft.glued = other);
  }

  RelayBehaviour ending(Ending other) {
    return changed(draft -> draft.ending = other);
  }

  RelayBehaviour failing(Failure other) {
    return changed(draft -> draft.failure = other);
  }

  RelayBehaviour with(Trait... others) {
    return changed(draft -> draft.traits = Set.of(others));
  }

  private RelayBehaviour changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.behaviour();
  }

  /** A behaviour that may still be changed. */
  private static final class Draft {
    private Set<RelayRule> waived;
    private UnaryOperator<HopHead> request;
    private UnaryOperator<HopHead> answer;
    private UnaryOperator<HopHead> refusal;
    private UnaryOperator<byte[]> body;
    private Switching switching;
    private Supplier<UnaryOperator<byte[]>> toOrigin;
    private Supplier<UnaryOperator<byte[]>> toClient;
    private Ahead early;
    private Ahead glued;
    private Ending ending;
    private Failure failure;
    private Set<Trait> traits;

    Draft(RelayBehaviour from) {
      waived = from.waived;
      request = from.request;
      answer = from.answer;
      refusal = from.refusal;
      body = from.body;
      switching = from.switching;
      toOrigin = from.toOrigin;
      toClient = from.toClient;
      early = from.early;
      glued = from.glued;
      ending = from.ending;
      failure = from.failure;
      traits = from.traits;
    }

    RelayBehaviour behaviour() {
      return new RelayBehaviour(
          waived, request, answer, refusal, body, switching, toOrigin, toClient, early, glued,
          ending, failure, traits);
    }
  }
}
