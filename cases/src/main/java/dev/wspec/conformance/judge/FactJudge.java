package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Wire;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be measured in the transcript of a case; never good or bad. Pure, as judges are. */
enum FactJudge {
  /** The status that answered the handshake. */
  STATUS(main(c -> c.response().map(r -> String.valueOf(r.status())).or(() -> ending(c)))),
  /** The extensions that were agreed to. */
  EXTENSIONS(main(c -> c.response().map(r -> fieldOr(r, "Sec-WebSocket-Extensions", "none")))),
  /** The versions that a refusal names. */
  VERSIONS(main(c -> c.response().map(r -> fieldOr(r, "Sec-WebSocket-Version", "none")))),
  /** How the server names itself. */
  SERVER(main(c -> c.response().map(r -> fieldOr(r, "Server", "none")))),
  /** The reason phrase. */
  REASON(main(c -> c.response().map(RawResponse::reason))),
  /** The names of the fields of the answer, as they are written. */
  NAMES(
      main(
          c ->
              c.response()
                  .map(
                      r ->
                          r.fields().stream().map(Field::name).collect(Collectors.joining(", "))))),
  /** The Close that came, and how the connection ended. */
  END(main(FactJudge::closeAndEnding)),
  /** How many Pongs came. */
  PONGS(main(c -> c.opened().map(o -> String.valueOf(count(c, ScannedFrame.PONG))))),
  /** How many frames of data came. */
  FRAMES(
      main(
          c ->
              c.opened()
                  .map(
                      o ->
                          c.received().stream()
                              .filter(f -> f.opcode() < ScannedFrame.CLOSE)
                              .count())
                  .map(String::valueOf))),
  /** The fields that the origin got through an intermediary, and its client did not send. */
  ADDED_TO_REQUEST(tunnel((client, origin) -> added(request(client), request(origin)))),
  /** The fields that the client got, and the origin did not send. */
  ADDED_TO_ANSWER(tunnel((client, origin) -> added(answer(origin), answer(client)))),
  /** The Host that the origin got. */
  HOST(tunnel((client, origin) -> host(request(origin)))),
  /** How long a tunnel was open through which nothing passed. */
  IDLE(tunnel((client, origin) -> idle(client))),
  /** How much was taken of one side while the other one did not read. */
  STALL(tunnel((client, origin) -> stall(client).or(() -> stall(origin)).orElse("all of it")));

  private final Function<Transcript, Optional<String>> measure;

  FactJudge(Function<Transcript, Optional<String>> measure) {
    this.measure = measure;
  }

  /** The value, or nothing if the transcript does not tell. */
  Optional<String> measure(Transcript transcript) {
    return measure.apply(transcript);
  }

  private static Function<Transcript, Optional<String>> main(
      Function<Conversation, Optional<String>> measure) {
    return transcript -> measure.apply(transcript.main());
  }

  /** Of both ends of an intermediary, if it opened a tunnel. */
  private static Function<Transcript, Optional<String>> tunnel(
      BiFunction<Conversation, Conversation, String> measure) {
    return transcript -> {
      Conversation client = transcript.conversation(0);
      Conversation origin = transcript.conversation(1);
      return client.opened().isPresent() && origin.opened().isPresent()
          ? Optional.of(measure.apply(client, origin))
          : Optional.empty();
    };
  }

  private static List<Field> request(Conversation c) {
    return c.opened().map(opened -> opened.request().fields()).orElse(List.of());
  }

  private static List<Field> answer(Conversation c) {
    return c.response().map(RawResponse::fields).orElse(List.of());
  }

  private static String added(List<Field> before, List<Field> behind) {
    String added =
        behind.stream()
            .filter(
                field -> before.stream().noneMatch(b -> b.name().equalsIgnoreCase(field.name())))
            .map(field -> field.name() + ": " + field.value())
            .collect(Collectors.joining("; "));
    return added.isEmpty() ? "none" : added;
  }

  private static String host(List<Field> fields) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase("Host"))
        .map(Field::value)
        .collect(Collectors.joining(", "));
  }

  private static String idle(Conversation client) {
    long opened = client.opened().map(Event.Opened::at).orElse(0L);
    double seconds = (client.ended().map(Event.Ended::at).orElse(opened) - opened) / 1e9;
    return String.format(
        Locale.ROOT, client.endedBySubject() ? "ended after %.1f s" : "open for %.1f s", seconds);
  }

  private static Optional<String> stall(Conversation sender) {
    return sender.events().stream()
        .filter(Event.Note.class::isInstance)
        .map(event -> ((Event.Note) event).text())
        .filter(text -> text.startsWith(Wire.STALLED))
        .findFirst();
  }

  private static String fieldOr(RawResponse response, String name, String otherwise) {
    return response.field(name).orElse(otherwise);
  }

  private static Optional<String> closeAndEnding(Conversation c) {
    if (c.opened().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> close =
        c.closeReceived()
            .map(f -> f.payload().length() < 2 ? "Close without a code" : "Close " + f.closeCode());
    return ending(c).map(how -> close.map(code -> code + ", then ").orElse("") + how);
  }

  private static Optional<String> ending(Conversation c) {
    return c.ended()
        .map(Event.Ended::how)
        .map(
            how ->
                switch (how) {
                  case EOF -> "FIN";
                  case RESET -> "RST";
                  case DEADLINE -> "nothing until the time was up";
                  case LIMIT -> "more than we read";
                  case LEFT -> "it carried on";
                });
  }

  private static long count(Conversation c, int opcode) {
    return c.received().stream().filter(f -> f.is(opcode)).count();
  }
}
