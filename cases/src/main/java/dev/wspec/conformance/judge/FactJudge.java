package dev.wspec.conformance.judge;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be measured in the transcript of a case; never good or bad. Pure, as judges are. */
enum FactJudge {
  /** The status that answered the handshake. */
  STATUS(c -> c.response().map(r -> String.valueOf(r.status())).or(() -> ending(c))),
  /** The extensions that were agreed to. */
  EXTENSIONS(c -> c.response().map(r -> fieldOr(r, "Sec-WebSocket-Extensions", "none"))),
  /** The versions that a refusal names. */
  VERSIONS(c -> c.response().map(r -> fieldOr(r, "Sec-WebSocket-Version", "none"))),
  /** How the server names itself. */
  SERVER(c -> c.response().map(r -> fieldOr(r, "Server", "none"))),
  /** The reason phrase. */
  REASON(c -> c.response().map(RawResponse::reason)),
  /** The names of the fields of the answer, as they are written. */
  NAMES(
      c ->
          c.response()
              .map(r -> r.fields().stream().map(Field::name).collect(Collectors.joining(", ")))),
  /** The Close that came, and how the connection ended. */
  END(FactJudge::closeAndEnding),
  /** How many Pongs came. */
  PONGS(c -> c.opened().map(o -> String.valueOf(count(c, ScannedFrame.PONG)))),
  /** How many frames of data came. */
  FRAMES(
      c ->
          c.opened()
              .map(o -> c.received().stream().filter(f -> f.opcode() < ScannedFrame.CLOSE).count())
              .map(String::valueOf));

  private final Function<Conversation, Optional<String>> measure;

  FactJudge(Function<Conversation, Optional<String>> measure) {
    this.measure = measure;
  }

  /** The value, or nothing if the conversation does not tell. */
  Optional<String> measure(Conversation conversation) {
    return measure.apply(conversation);
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
