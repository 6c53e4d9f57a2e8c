package dev.wspec.cases.handshake;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import java.util.List;
import java.util.function.Function;

/**
 * Questions about how a server answered an opening handshake.
 *
 * <p>Where a handshake is to be refused, RFC 6455 §4.2.1 demands an HTTP error while §10.7 lets an
 * endpoint drop the connection, so a drop is tolerated; no reaction at all is not.
 */
public final class HandshakeJudges {

  private static final String DROP =
      "§10.7 lets an endpoint drop TCP over bad data, although §4.2.1 asks for an HTTP error";
  private static final String NOT_OUR_FAULT =
      "it is an HTTP error, as §4.2.1 asks, though a 5xx blames the server for the client's fault";

  private static final String IGNORED =
      "RFC 9110 §7.8 lets a server ignore Upgrade and go on in HTTP, so it read no handshake";

  private HandshakeJudges() {}

  /** A right 101: status, Upgrade, Connection and the exact Sec-WebSocket-Accept. */
  public static Judge opens() {
    return about(
        "a 101 with Upgrade, Connection and the right Sec-WebSocket-Accept",
        c -> c.opened().isPresent() ? right101(c) : notSwitched(Answer.of(c)));
  }

  /** A right 101, or a refusal that is tolerated for this reason. */
  public static Judge opensUnless(String because) {
    return about(
        "a right 101; a refusal is tolerated",
        c -> {
          Answer answer = Answer.of(c);
          return switch (answer.kind()) {
            case SWITCHED -> right101(c);
            case CLIENT_ERROR, SERVER_ERROR, PLAIN_HTTP, DROPPED -> answer.tolerable(because);
            case NOT_HTTP, SILENCE, NOT_ASKED -> notSwitched(answer);
          };
        });
  }

  /** Both a right 101 and an HTTP answer of another kind are right; only silence is not. */
  public static Judge opensOrRefuses() {
    return about(
        "a right 101 or an HTTP error",
        c -> {
          Answer answer = Answer.of(c);
          return switch (answer.kind()) {
            case SWITCHED -> right101(c);
            case CLIENT_ERROR, PLAIN_HTTP -> answer.held();
            default -> answer.notSupported() ? answer.held() : refusal(answer);
          };
        });
  }

  /** An HTTP error that says the request was wrong: any 4xx. */
  public static Judge refusedWithClientError() {
    return about("a 4xx", c -> refusal(Answer.of(c)));
  }

  /** RFC 9112 demands precisely 400 here. */
  public static Judge refusedWith400() {
    return about(
        "a 400",
        c -> {
          Answer answer = Answer.of(c);
          if (answer.kind() == Answer.Kind.PLAIN_HTTP) {
            return answer.broken();
          }
          return answer.kind() == Answer.Kind.CLIENT_ERROR && answer.status() != 400
              ? answer.tolerable("the request is refused, if with another status than 400")
              : refusal(answer);
        });
  }

  /**
   * The request is no WebSocket handshake, so any HTTP answer but a 101 will do: an error, or what
   * the resource is without an upgrade (RFC 9110 §7.8).
   */
  public static Judge staysInHttp() {
    return about("any HTTP answer but a 101", c -> notUpgraded(Answer.of(c)));
  }

  /** As {@link #staysInHttp}, where the request has nothing of HTTP that one could answer in. */
  static Judge doesNotOpen() {
    return about(
        "anything but a 101, and not silence",
        c -> {
          Answer answer = Answer.of(c);
          return answer.kind() == Answer.Kind.NOT_HTTP
              ? answer.tolerable("the request is no HTTP/1.1 either")
              : notUpgraded(answer);
        });
  }

  /** A 4xx is right; a 101 is tolerated for this reason. */
  public static Judge refusedUnless(String because) {
    return about(
        "a 4xx; a right 101 is tolerated",
        c -> {
          Answer answer = Answer.of(c);
          return answer.kind() == Answer.Kind.SWITCHED
              ? answer.tolerable(because)
              : refusal(answer);
        });
  }

  /**
   * A 4xx is right. A 101 is tolerated if it carries no Sec-WebSocket-Accept: that is a protocol
   * older than RFC 6455.
   */
  public static Judge refusedUnlessByOlderProtocol() {
    return about(
        "a 4xx, or an answer in the protocol that was asked for",
        c -> {
          Answer answer = Answer.of(c);
          return c.opened().isPresent()
                  && c.opened().get().response().field("Sec-WebSocket-Accept").isEmpty()
              ? answer.tolerable(
                  "the server speaks the draft of 2010 that the request is written in")
              : refusal(answer);
        });
  }

  /** A right 101, or a 403: the server may have a policy about origins (§4.2.2 item 4). */
  public static Judge opensOrForbids() {
    return about(
        "a right 101 or a 403",
        c -> {
          Answer answer = Answer.of(c);
          if (answer.kind() == Answer.Kind.CLIENT_ERROR) {
            return answer.status() == 403
                ? answer.held()
                : answer.tolerable("an origin may be refused; 403 is the usual status");
          }
          return answer.kind() == Answer.Kind.SWITCHED ? right101(c) : refusal(answer);
        });
  }

  /** There is either no such resource, which HTTP has a status for, or every name is served. */
  public static Judge findsOrReportsResource() {
    return about(
        "404 or another HTTP answer, unless the server serves every resource",
        c -> {
          Answer answer = Answer.of(c);
          return switch (answer.kind()) {
            case SWITCHED -> Opinion.notApplicable("the server serves this resource, too");
            case CLIENT_ERROR, PLAIN_HTTP -> answer.held();
            default -> refusal(answer);
          };
        });
  }

  /** The request is within limits that RFC 9112 §3 recommends to support. */
  public static Judge doesNotFindTooLong() {
    return about(
        "any answer but 414",
        c -> {
          Answer answer = Answer.of(c);
          return switch (answer.kind()) {
            case SWITCHED, PLAIN_HTTP, SERVER_ERROR -> answer.held();
            case CLIENT_ERROR ->
                List.of(413, 414, 431).contains(answer.status()) ? answer.broken() : answer.held();
            default -> answer.broken();
          };
        });
  }

  /**
   * A version that the server does not understand is answered with Sec-WebSocket-Version, which
   * names those that it does (§4.2.2 item 4, §4.4); every server of this protocol understands 13.
   */
  public static Judge offersVersion13() {
    return about(
        "Sec-WebSocket-Version with 13 in the refusal",
        c -> {
          Answer answer = Answer.of(c);
          return switch (answer.kind()) {
            case SWITCHED -> Opinion.notApplicable("the version was accepted");
            case DROPPED -> answer.tolerable(DROP);
            case PLAIN_HTTP -> answer.tolerable(IGNORED);
            case SILENCE, NOT_HTTP, NOT_ASKED -> notSwitched(answer);
            default -> versionsOf(c, answer);
          };
        });
  }

  private static Opinion versionsOf(Conversation c, Answer answer) {
    String versions =
        c.response().flatMap(r -> r.field("Sec-WebSocket-Version")).orElse("no version at all");
    String observed = answer.observed() + " with " + Acceptance.shown(versions);
    return Lists.members(versions).contains("13")
        ? Opinion.held(observed)
        : Opinion.broken(observed);
  }

  /** A 426 says in Upgrade what to upgrade to (RFC 9110 §15.5.22). */
  public static Judge a426NamesUpgrade() {
    return about(
        "Upgrade in a 426",
        c -> {
          Answer answer = Answer.of(c);
          if (answer.status() != 426) {
            return Opinion.notApplicable("the answer is not a 426");
          }
          return c.response().flatMap(r -> r.field("Upgrade")).isPresent()
              ? answer.held()
              : Opinion.broken(answer.observed() + " without Upgrade");
        });
  }

  /** After the 101 messages go to and fro. */
  public static Judge carriesMessages() {
    return Judge.of(
        "the message comes back, or, without echo, the Ping sent behind it is answered",
        t -> {
          Conversation c = t.main();
          if (c.opened().isEmpty()) {
            return Opinion.notApplicable("there was no 101");
          }
          boolean echoed =
              c.messagesSent().stream()
                  .allMatch(
                      sent -> c.messagesReceived().stream().anyMatch(r -> r.sameContent(sent)));
          if (echoed && !c.messagesSent().isEmpty()) {
            return Opinion.held("returned the message");
          }
          if (t.can(Capability.ECHO)) {
            return Opinion.broken("did not return the message");
          }
          return c.answeredFence()
              ? Opinion.held("answered the Ping behind the message")
              : Opinion.broken("did not answer the Ping behind the message");
        });
  }

  /**
   * As {@link #carriesMessages}, where the server was free to refuse the handshake: then it is free
   * to end the connection behind the 101, too.
   */
  public static Judge carriesMessagesOrEnds() {
    Judge carries = carriesMessages();
    return Judge.of(
        carries.accepted() + "; an end right behind the 101 is tolerated",
        t -> {
          Opinion opinion = carries.judge(t);
          return opinion.finding() == Finding.BROKEN && t.main().endedBySubject()
              ? Opinion.tolerable(
                  "answered 101 and then ended the connection",
                  "the server was free to refuse this handshake")
              : opinion;
        });
  }

  /** A connection opened after the first one finds the server in order. */
  public static Judge stillServes() {
    return Judge.of(
        "a right 101 for an ordinary handshake afterwards",
        t -> {
          Conversation later = t.conversation(1);
          Answer answer = Answer.of(later);
          return later.opened().isPresent() ? right101(later) : notSwitched(answer);
        });
  }

  private static Opinion right101(Conversation c) {
    Event.Opened opened = c.opened().orElseThrow();
    List<String> faults = Acceptance.faults(opened);
    return faults.isEmpty()
        ? Opinion.held("opened the connection")
        : Opinion.broken("answered 101 with " + String.join(", ", faults));
  }

  private static Opinion notSwitched(Answer answer) {
    return answer.kind() == Answer.Kind.NOT_ASKED
        ? Opinion.notApplicable(answer.observed())
        : answer.broken();
  }

  private static Opinion notUpgraded(Answer answer) {
    return answer.kind() == Answer.Kind.PLAIN_HTTP || answer.notSupported()
        ? answer.held()
        : refusal(answer);
  }

  private static Opinion refusal(Answer answer) {
    return switch (answer.kind()) {
      case CLIENT_ERROR -> answer.held();
      case SERVER_ERROR -> answer.tolerable(NOT_OUR_FAULT);
      case DROPPED -> answer.tolerable(DROP);
      case PLAIN_HTTP -> answer.tolerable(IGNORED);
      case SWITCHED, NOT_HTTP, SILENCE -> answer.broken();
      case NOT_ASKED -> Opinion.notApplicable(answer.observed());
    };
  }

  private static Judge about(String accepted, Function<Conversation, Opinion> question) {
    return Judge.of(accepted, t -> question.apply(t.main()));
  }
}
