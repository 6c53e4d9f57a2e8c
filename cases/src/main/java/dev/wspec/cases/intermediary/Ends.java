package dev.wspec.cases.intermediary;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Transcript;
import java.util.Locale;
import java.util.function.Function;

/**
 * What was seen at both ends of an intermediary.
 *
 * @param client what the client before it sent and received
 * @param origin what the origin behind it sent and received
 */
record Ends(Conversation client, Conversation origin) {

  /**
   * Of one of the pairs of connections of a case.
   *
   * @param pair 0 is the first
   */
  static Ends of(Transcript transcript, int pair) {
    return new Ends(transcript.conversation(2 * pair), transcript.conversation(2 * pair + 1));
  }

  /** A question about the first pair, whatever became of it. */
  static Judge ask(String accepted, Function<Ends, Opinion> question) {
    return Judge.of(accepted, transcript -> question.apply(of(transcript, 0)));
  }

  /** A question about an open tunnel; that there is none breaks it. */
  static Judge askOpen(int pair, String accepted, Function<Ends, Opinion> question) {
    return Judge.of(
        accepted,
        transcript -> {
          Ends ends = of(transcript, pair);
          return ends.isTunnel() ? question.apply(ends) : Opinion.broken(ends.hindrance());
        });
  }

  static Judge askOpen(String accepted, Function<Ends, Opinion> question) {
    return askOpen(0, accepted, question);
  }

  boolean isTunnel() {
    return origin.opened().isPresent() && client.opened().isPresent() && asksForUpgrade(request());
  }

  /** Why there is no tunnel, in a sentence. */
  String hindrance() {
    if (origin.opened().isEmpty()) {
      return "There was no tunnel: no request reached the origin" + answerToClient() + ".";
    }
    if (!asksForUpgrade(request())) {
      return "There was no tunnel: the request reached the origin as "
          + request().version()
          + " with Upgrade "
          + request().all("Upgrade")
          + " and Connection "
          + request().all("Connection")
          + "; both are for one hop only, and the intermediary has to send them anew.";
    }
    return "There was no tunnel: the origin answered with a 101" + answerToClient() + ".";
  }

  /** What the client received, as the end of a sentence. */
  String answerToClient() {
    return client
        .response()
        .map(response -> ", and the client received " + response.statusLine())
        .orElse(", and the client received no answer");
  }

  static boolean asksForUpgrade(RawRequest request) {
    return request.all("Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase)
        && request.all("Connection").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }

  /** Whether the client received a 101, of whatever kind. */
  boolean isSwitched() {
    return client.response().map(response -> response.status() == 101).orElse(false);
  }

  /** Whether a request came to the origin. */
  boolean reached() {
    return origin.opened().isPresent() || origin.refused().isPresent();
  }

  /** What came to the origin. */
  RawRequest request() {
    return requestOf(origin);
  }

  /** What the client sent. */
  RawRequest asked() {
    return requestOf(client);
  }

  private static RawRequest requestOf(Conversation conversation) {
    return conversation
        .opened()
        .map(Event.Opened::request)
        .or(() -> conversation.refused().map(Event.Refused::request))
        .orElseThrow();
  }

  /** What the origin answered. */
  RawResponse answered() {
    return origin.response().orElseThrow();
  }

  /** The octets that reached the origin behind a request that it refused, as ISO 8859-1. */
  String octetsBehind() {
    StringBuilder octets = new StringBuilder();
    for (Event event : origin.events()) {
      if (event instanceof Event.Malformed m && !m.sent()) {
        for (byte octet : m.octets().head()) {
          octets.append((char) (octet & 0xFF));
        }
      }
    }
    return octets.toString();
  }
}
