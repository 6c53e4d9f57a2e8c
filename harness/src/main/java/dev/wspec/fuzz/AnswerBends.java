package dev.wspec.fuzz;

import static dev.wspec.cases.client.ClientJudges.failsTheHandshake;
import static dev.wspec.cases.client.ClientJudges.opens;

import dev.wspec.fuzz.RequestBends.Known;
import java.util.List;
import java.util.stream.Stream;

/** Changes to our answer in the opening handshake, each with what a client has to make of it. */
final class AnswerBends {
  private static final String ACCEPT = "Sec-WebSocket-Accept";

  /** Agrees to compression, where it was offered. */
  static final Bend DEFLATE = with("Sec-WebSocket-Extensions", "permessage-deflate");

  /** Answers at which a client has to fail the connection. */
  private static final List<Known> WRONG =
      List.of(
          new Known(status("HTTP/1.1 200 OK"), "6455-4.1-48", failsTheHandshake()),
          new Known(without("Upgrade"), "6455-4.1-51", failsTheHandshake()),
          new Known(with("Upgrade", "websocketx"), "6455-4.1-52", failsTheHandshake()),
          new Known(without("Connection"), "6455-4.1-54", failsTheHandshake()),
          new Known(with("Connection", "keep-alive"), "6455-4.1-55", failsTheHandshake()),
          new Known(without(ACCEPT), "6455-4.1-57", failsTheHandshake()),
          new Known(
              with(ACCEPT, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), "6455-4.1-58", failsTheHandshake()),
          new Known(
              with("Sec-WebSocket-Extensions", "unheard-of"), "6455-4.1-61", failsTheHandshake()),
          new Known(
              with("Sec-WebSocket-Protocol", "unheard-of"), "6455-4.1-62", failsTheHandshake()));

  private static final List<Known> SOUND =
      List.of(
          new Known(with("Upgrade", "WebSocket"), "6455-4.1-53", opens()),
          new Known(with("Connection", "upgrade"), "6455-4.1-56", opens()),
          new Known(with("Connection", "keep-alive, Upgrade"), "6455-4.1-56", opens()),
          new Known(
              new Bend(Bend.Kind.RENAMING, ACCEPT, "sec-websocket-ACCEPT").ofAnswer(),
              "6455-4.1-64",
              opens()),
          new Known(new Bend(Bend.Kind.REVERSED, "", "").ofAnswer(), "6455-1.3-01", opens()),
          new Known(Bend.adding("X-Wspec", "1").ofAnswer(), "6455-4.1-65", opens()));

  static final List<Known> ALL = Stream.concat(WRONG.stream(), SOUND.stream()).toList();

  private AnswerBends() {}

  /** Whether a client that gets this answer has to fail the connection. */
  static boolean isWrong(Script script) {
    return WRONG.stream().anyMatch(k -> script.bends().contains(k.bend()));
  }

  private static Bend status(String line) {
    return new Bend(Bend.Kind.STATUS_LINE, line, "").ofAnswer();
  }

  private static Bend without(String field) {
    return Bend.without(field).ofAnswer();
  }

  private static Bend with(String field, String value) {
    return Bend.with(field, value).ofAnswer();
  }
}
