package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.TunnelJudges.compressedMessagesArrive;
import static dev.wspec.cases.intermediary.TunnelJudges.controlFramesArrive;
import static dev.wspec.cases.intermediary.TunnelJudges.framesArriveAsTheyAre;
import static dev.wspec.cases.intermediary.TunnelJudges.messagesArrive;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.pong;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Relay;
import dev.wspec.conformance.Segmentation;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What becomes of messages in an open tunnel (RFC 9110 §3.7, RFC 6455 §5.4). */
final class TunnelCases {
  private TunnelCases() {}

  private static final String UNCHANGED = "9110-3.7-01";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  /** Compressed, "Hello" (RFC 7692 §7.2.3.1). */
  private static final byte[] HELLO = HexFormat.of().parseHex("f248cdc9c90700");

  static Stream<ConformanceCase> all() {
    return Stream.of(From.values())
        .flatMap(
            from ->
                Stream.of(
                        IntStream.of(0, 1, 125, 126, 65535, 65536, 1 << 20)
                            .mapToObj(size -> size(from, size)),
                        IntStream.of(1, 126, 1000)
                            .boxed()
                            .flatMap(
                                size ->
                                    IntStream.of(1, 2, 3, 5, 7)
                                        .mapToObj(pieces -> cut(from, size, pieces))),
                        IntStream.of(1000, 1460, 16384)
                            .mapToObj(pieces -> cut(from, 70000, pieces)),
                        Stream.of(
                            bytewise(from),
                            pinged(from, "", "are you there?"),
                            pinged(from, "~size=0", ""),
                            pinged(from, "~size=125", "p".repeat(125)),
                            unsolicited(from),
                            fragmented(from),
                            fragmentedUnderExtension(from),
                            pingAmidFragments(from),
                            compressed(from),
                            likeHttp(from)))
                    .flatMap(cases -> cases));
  }

  private static ConformanceCase size(From from, int size) {
    return tunnel(
        "size" + from.axis() + "~size=" + size,
        "A message of " + size + " octets from " + from.words() + " arrives as it is",
        relay -> {
          from.speaker(relay).send(binary(octets(relay, size)), text("behind"));
          from.hearer(relay).awaitMessages(2);
        });
  }

  private static ConformanceCase cut(From from, int size, int pieces) {
    return tunnel(
        "cut" + from.axis() + "~size=" + size + "~pieces=" + pieces,
        "Messages that " + from.words() + " sends in pieces arrive in order",
        relay -> {
          from.speaker(relay)
              .send(Segmentation.pieces(pieces), binary(octets(relay, size)), text("behind"));
          from.hearer(relay).awaitMessages(2);
        });
  }

  private static byte[] octets(Relay relay, int size) {
    byte[] octets = new byte[size];
    relay.client().random().nextBytes(octets);
    return octets;
  }

  private static ConformanceCase bytewise(From from) {
    return tunnel(
        "bytewise" + from.axis(),
        "Messages that " + from.words() + " sends octet by octet arrive in order",
        relay -> {
          from.speaker(relay)
              .send(Segmentation.pieces(1), text("one"), binary(new byte[200]), text("three"));
          from.hearer(relay).awaitMessages(3);
        });
  }

  /** A proxy that looks into it might take it for a request, or for something to cache. */
  private static ConformanceCase likeHttp(From from) {
    return tunnel(
        "like-http" + from.axis(),
        "Messages that look like HTTP arrive as they are",
        relay -> {
          from.speaker(relay)
              .send(
                  text("GET /wspec-marker HTTP/1.1\r\nHost: wspec.example\r\n\r\n"),
                  text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwspec"));
          from.hearer(relay).awaitMessages(2);
        });
  }

  private static ConformanceCase pinged(From from, String axis, String payload) {
    return conformanceCase("intermediary/tunnel/ping" + from.axis() + axis)
        .title("A Ping from " + from.words() + " and the Pong to it arrive")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(ping(payload), text("behind"));
              from.hearer(relay).awaitMessages(1);
              from.hearer(relay).send(pong(payload));
              from.speaker(relay).awaitPongs(1);
            })
        .check("6455-5.4-15", controlFramesArrive())
        .build();
  }

  private static ConformanceCase unsolicited(From from) {
    return conformanceCase("intermediary/tunnel/unsolicited-pong" + from.axis())
        .title("A Pong that nobody asked for arrives")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(pong("still here"), text("behind"));
              from.hearer(relay).awaitMessages(1);
            })
        .check("6455-5.4-15", controlFramesArrive())
        .build();
  }

  private static ConformanceCase pingAmidFragments(From from) {
    return conformanceCase("intermediary/tunnel/ping-amid-fragments" + from.axis())
        .title("A Ping between the fragments of a message arrives, and so does the message")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay)
                  .send(text("one").notFinal(), ping("between"), continuation("two"));
              from.hearer(relay).awaitMessages(1);
            })
        .check("6455-5.4-15", controlFramesArrive())
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  private static ConformanceCase fragmented(From from) {
    return conformanceCase("intermediary/tunnel/fragments" + from.axis())
        .title("A message in fragments arrives, in these or in others")
        .through(relay -> sendFragments(relay, from, relay.open()))
        .check("6455-5.4-02", messagesArrive())
        .build();
  }

  private static ConformanceCase fragmentedUnderExtension(From from) {
    return conformanceCase("intermediary/tunnel/fragments-under-extension" + from.axis())
        .title("Under an extension that it cannot know the intermediary leaves fragments alone")
        .through(
            relay ->
                sendFragments(
                    relay,
                    from,
                    relay.open(
                        request -> request.with(EXTENSIONS, "x-wspec"),
                        (request, ordinary) -> ordinary.with(EXTENSIONS, "x-wspec"))))
        .check("6455-5.4-17", framesArriveAsTheyAre())
        .build();
  }

  private static void sendFragments(Relay relay, From from, boolean open) {
    if (open) {
      from.speaker(relay)
          .send(text("one").notFinal(), continuation("").notFinal(), continuation("three"));
      from.hearer(relay).awaitMessages(1);
    }
  }

  private static ConformanceCase compressed(From from) {
    return conformanceCase("intermediary/tunnel/compressed" + from.axis())
        .title("A compressed message from " + from.words() + " arrives as it is")
        .through(
            relay -> {
              relay.open(
                  request -> request.with(EXTENSIONS, "permessage-deflate"),
                  (request, ordinary) -> ordinary.with(EXTENSIONS, "permessage-deflate"));
              from.speaker(relay)
                  .send(
                      text(Arrays.copyOf(HELLO, 3)).rsv(4).notFinal(),
                      continuation(Arrays.copyOfRange(HELLO, 3, HELLO.length)));
              from.hearer(relay).awaitMessages(1);
            })
        .check("6455-5.4-16", compressedMessagesArrive())
        .build();
  }

  private static ConformanceCase tunnel(String what, String title, Consumer<Relay> story) {
    return conformanceCase("intermediary/tunnel/" + what)
        .title(title)
        .through(
            relay -> {
              relay.open();
              story.accept(relay);
            })
        .check(UNCHANGED, messagesArrive())
        .build();
  }
}
