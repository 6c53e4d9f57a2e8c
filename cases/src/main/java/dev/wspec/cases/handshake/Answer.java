package dev.wspec.cases.handshake;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;

/**
 * What came back for an opening handshake, in the few kinds that judges tell apart.
 *
 * @param observed one sentence that says so
 * @param status 0 if there was no HTTP answer
 */
record Answer(Kind kind, String observed, int status) {

  enum Kind {
    /** A 101, right or wrong. */
    SWITCHED,
    /** 4xx. */
    CLIENT_ERROR,
    /** 5xx. */
    SERVER_ERROR,
    /** 1xx other than 101, 2xx or 3xx: the server stays in HTTP. */
    PLAIN_HTTP,
    /** Something came that is no HTTP response. */
    NOT_HTTP,
    /** The connection ended without an answer. */
    DROPPED,
    /** Neither an answer nor an end for as long as we waited. */
    SILENCE,
    /** The case never asked. */
    NOT_ASKED
  }

  static Answer of(Conversation conversation) {
    RawResponse response = conversation.response().orElse(null);
    if (response != null) {
      return ofResponse(response);
    }
    if (conversation.refused().isEmpty()) {
      return new Answer(Kind.NOT_ASKED, "no handshake was tried", 0);
    }
    if (conversation.events().stream()
        .anyMatch(e -> e instanceof Event.Malformed malformed && !malformed.sent())) {
      return new Answer(Kind.NOT_HTTP, "sent octets that are no HTTP response", 0);
    }
    if (conversation.endedBy(Event.Ended.How.RESET)) {
      return new Answer(Kind.DROPPED, "reset the connection without an answer", 0);
    }
    if (conversation.endedBySubject()) {
      return new Answer(Kind.DROPPED, "closed the connection without an answer", 0);
    }
    if (conversation.endedBy(Event.Ended.How.LIMIT)) {
      return new Answer(Kind.NOT_HTTP, "sent a head longer than 64 KiB", 0);
    }
    return new Answer(Kind.SILENCE, "neither answered nor closed the connection", 0);
  }

  private static Answer ofResponse(RawResponse response) {
    int status = response.status();
    String observed = "answered \"" + response.statusLine() + "\"";
    if (status == 101) {
      return new Answer(Kind.SWITCHED, observed, status);
    }
    return switch (status / 100) {
      case 1, 2, 3 -> new Answer(Kind.PLAIN_HTTP, observed, status);
      case 4 -> new Answer(Kind.CLIENT_ERROR, observed, status);
      case 5 -> new Answer(Kind.SERVER_ERROR, observed, status);
      default -> new Answer(Kind.NOT_HTTP, observed, status);
    };
  }

  /** The statuses for a method or a version that the server does not support (RFC 9110 §15.6). */
  boolean notSupported() {
    return status == 501 || status == 505;
  }

  Opinion held() {
    return Opinion.held(observed);
  }

  Opinion broken() {
    return Opinion.broken(observed);
  }

  Opinion tolerable(String because) {
    return Opinion.tolerable(observed, because);
  }
}
