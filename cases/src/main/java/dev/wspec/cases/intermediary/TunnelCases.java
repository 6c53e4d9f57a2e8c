package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.RelayJudges.controlFramesArrive;
import static dev.wspec.cases.intermediary.RelayJudges.framesArriveAsTheyAre;
import static dev.wspec.cases.intermediary.RelayJudges.messagesArrive;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Relay;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of messages in an open tunnel (RFC 9110 §3.7, RFC 6455 §5.4). */
final class TunnelCases {
  private TunnelCases() {}

  private static final String UNCHANGED = "9110-3.7-01";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  /** Which end speaks first. */
  private enum From {
    CLIENT(Relay::client, Relay::origin),
    ORIGIN(Relay::origin, Relay::client);

    private final Function<Relay, Wire> speaker;
    private final Function<Relay, Wire> hearer;

    From(Function<Relay, Wire> speaker, Function<Relay, Wire> hearer) {
      this.speaker = speaker;
      this.hearer = hearer;
    }

    String axis() {
      return "~from=" + (this == CLIENT ? "client" : "origin");
    }

    String words() {
      return this == CLIENT ? "the client" : "the origin";
    }
  }

  static Stream<ConformanceCase> all() {
    return Stream.of(From.values())
        .flatMap(
            from ->
                Stream.of(
                        IntStream.of(0, 1, 125, 126, 65535, 65536, 1 << 20)
                            .mapToObj(size -> size(from, size)),
                        IntStream.of(1000, 1001, 1008, 1011, 3000, 4999)
                            .mapToObj(code -> closing(from, code)),
                        Stream.of(bytewise(from), pinged(from), fragmented(from)))
                    .flatMap(cases -> cases));
  }

  private static ConformanceCase size(From from, int size) {
    return conformanceCase("intermediary/tunnel/size" + from.axis() + "~size=" + size)
        .title("A message of " + size + " octets from " + from.words() + " arrives as it is")
        .through(
            relay -> {
              relay.open();
              byte[] octets = new byte[size];
              relay.client().random().nextBytes(octets);
              from.speaker.apply(relay).send(binary(octets), text("behind"));
              from.hearer.apply(relay).awaitMessages(2);
            })
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  private static ConformanceCase bytewise(From from) {
    return conformanceCase("intermediary/tunnel/bytewise" + from.axis())
        .title("Messages that " + from.words() + " sends octet by octet arrive in order")
        .through(
            relay -> {
              relay.open();
              from.speaker
                  .apply(relay)
                  .send(Segmentation.pieces(1), text("one"), binary(new byte[200]), text("three"));
              from.hearer.apply(relay).awaitMessages(3);
            })
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  private static ConformanceCase pinged(From from) {
    return conformanceCase("intermediary/tunnel/ping" + from.axis())
        .title("A Ping from " + from.words() + " and the Pong to it arrive")
        .through(
            relay -> {
              relay.open();
              from.speaker.apply(relay).send(ping("are you there?"), text("behind"));
              from.hearer.apply(relay).awaitMessages(1);
              from.hearer.apply(relay).send(pong("are you there?"));
              from.speaker.apply(relay).awaitPongs(1);
            })
        .check(UNCHANGED, controlFramesArrive())
        .build();
  }

  private static ConformanceCase closing(From from, int code) {
    return conformanceCase("intermediary/tunnel/close" + from.axis() + "~code=" + code)
        .title("Close " + code + " from " + from.words() + " arrives with its reason")
        .through(
            relay -> {
              relay.open();
              from.speaker.apply(relay).send(close(code, "the reason"));
              from.hearer.apply(relay).awaitClose();
              from.hearer.apply(relay).send(close(code, "the answer"));
              from.speaker.apply(relay).awaitClose();
            })
        .check(UNCHANGED, controlFramesArrive())
        .build();
  }

  private static ConformanceCase fragmented(From from) {
    return conformanceCase("intermediary/tunnel/fragments-under-extension" + from.axis())
        .title("Under an extension that it cannot know the intermediary leaves fragments alone")
        .through(
            relay -> {
              relay.open(
                  request -> request.with(EXTENSIONS, "x-wspec"),
                  (request, ordinary) -> ordinary.with(EXTENSIONS, "x-wspec"));
              from.speaker
                  .apply(relay)
                  .send(text("one").notFinal(), continuation("").notFinal(), continuation("three"));
              from.hearer.apply(relay).awaitMessages(1);
            })
        .check("6455-5.4-17", framesArriveAsTheyAre())
        .build();
  }
}
