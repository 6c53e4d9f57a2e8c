package dev.wspec.cases.intermediary;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Compare what one end received with what the other sent. */
final class RelayJudges {
  private RelayJudges() {}

  private static final int CLIENT = 0;
  private static final int ORIGIN = 1;

  static Judge requestFieldArrives(String name) {
    return opened(
        name + " reaches the origin with the client's value",
        (client, origin) ->
            same(name, request(client).all(name), request(origin).all(name), "the origin"));
  }

  static Judge answerFieldArrives(String name) {
    return opened(
        name + " reaches the client with the origin's value",
        (client, origin) ->
            same(name, answer(origin).all(name), answer(client).all(name), "the client"));
  }

  private static Opinion same(String name, List<String> sent, List<String> received, String where) {
    return received.equals(sent)
        ? Opinion.held(name + ": " + String.join(", ", sent) + " reached " + where + ".")
        : Opinion.broken(
            name + " was sent as " + sent + " and reached " + where + " as " + received + ".");
  }

  /** Neither the field nor its name in Connection goes further. */
  static Judge stopsAtTheHop(String name) {
    return opened(
        name + " does not reach the origin",
        (client, origin) -> {
          boolean named =
              request(origin).all("Connection").stream()
                  .anyMatch(
                      value ->
                          value.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
          return request(origin).field(name).isEmpty() && !named
              ? Opinion.held("The origin saw neither the field nor its name.")
              : Opinion.broken(
                  "The origin received "
                      + name
                      + (named ? " in Connection." : ", though Connection named it."));
        });
  }

  static Judge messagesArrive() {
    return opened(
        "what one end sends, the other receives: all messages, unchanged, in order",
        bothWays(
            Conversation::messagesSent,
            Conversation::messagesReceived,
            (sent, received) -> sent.sameContent(received),
            "message"));
  }

  static Judge controlFramesArrive() {
    return opened(
        "what one end sends, the other receives: all control frames, unchanged, in order",
        bothWays(
            c -> c.sent().stream().filter(ScannedFrame::isControl).toList(),
            c -> c.received().stream().filter(ScannedFrame::isControl).toList(),
            RelayJudges::sameFrame,
            "control frame"));
  }

  static Judge framesArriveAsTheyAre() {
    return opened(
        "the same frames on both sides",
        bothWays(Conversation::sent, Conversation::received, RelayJudges::sameFrame, "frame"));
  }

  private static boolean sameFrame(ScannedFrame one, ScannedFrame other) {
    return one.fin() == other.fin()
        && one.opcode() == other.opcode()
        && one.payload().equals(other.payload());
  }

  private static <T> BiFunction<Conversation, Conversation, Opinion> bothWays(
      Function<Conversation, List<T>> sent,
      Function<Conversation, List<T>> received,
      BiPredicate<T, T> same,
      String what) {
    return (client, origin) -> {
      Optional<String> there =
          difference(sent.apply(client), received.apply(origin), same, what, "the origin");
      Optional<String> back =
          difference(sent.apply(origin), received.apply(client), same, what, "the client");
      return there
          .or(() -> back)
          .map(Opinion::broken)
          .orElseGet(() -> Opinion.held("Every " + what + " arrived as it was sent."));
    };
  }

  private static <T> Optional<String> difference(
      List<T> sent, List<T> received, BiPredicate<T, T> same, String what, String where) {
    for (int i = 0; i < sent.size(); i++) {
      if (i == received.size()) {
        return Optional.of(
            "Of " + sent.size() + " (" + what + ") only " + i + " reached " + where + ".");
      }
      if (!same.test(sent.get(i), received.get(i))) {
        return Optional.of(
            "The "
                + what
                + " "
                + (i + 1)
                + " was sent as "
                + sent.get(i)
                + " and reached "
                + where
                + " as "
                + received.get(i)
                + ".");
      }
    }
    return received.size() == sent.size()
        ? Optional.empty()
        : Optional.of(
            where
                + " received "
                + received.size()
                + " ("
                + what
                + ") for "
                + sent.size()
                + " that were sent.");
  }

  private static Judge opened(
      String accepted, BiFunction<Conversation, Conversation, Opinion> question) {
    return Judge.of(
        accepted,
        transcript -> {
          Conversation client = transcript.conversation(CLIENT);
          Conversation origin = transcript.conversation(ORIGIN);
          if (origin.opened().isEmpty()) {
            return Opinion.broken(
                "There was no tunnel: no request reached the origin" + answerOf(client) + ".");
          }
          if (!asksForUpgrade(request(origin))) {
            return Opinion.broken(
                "There was no tunnel: the request reached the origin as "
                    + request(origin).version()
                    + " with Upgrade "
                    + request(origin).all("Upgrade")
                    + " and Connection "
                    + request(origin).all("Connection")
                    + "; both are for one hop only, and the intermediary has to send them anew.");
          }
          if (client.opened().isEmpty()) {
            return Opinion.broken(
                "There was no tunnel: the origin answered with a 101" + answerOf(client) + ".");
          }
          return question.apply(client, origin);
        });
  }

  private static boolean asksForUpgrade(RawRequest request) {
    return request.all("Upgrade").stream().anyMatch("websocket"::equalsIgnoreCase)
        && request.all("Connection").stream()
            .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("upgrade"));
  }

  private static String answerOf(Conversation client) {
    return client
        .response()
        .map(response -> ", and the client received " + response.statusLine())
        .orElse(", and the client received no answer");
  }

  private static RawRequest request(Conversation conversation) {
    return conversation.opened().map(Event.Opened::request).orElseThrow();
  }

  private static RawResponse answer(Conversation conversation) {
    return conversation.opened().map(Event.Opened::response).orElseThrow();
  }
}
