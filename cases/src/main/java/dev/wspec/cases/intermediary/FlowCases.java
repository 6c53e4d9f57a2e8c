package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.TunnelJudges.messagesArrive;
import static dev.wspec.cases.intermediary.TunnelJudges.takesNoMoreThanItCanPassOn;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Relay;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What becomes of much at a time, and of other tunnels meanwhile (RFC 9110 §3.7). */
final class FlowCases {
  private FlowCases() {}

  private static final String UNCHANGED = "9110-3.7-01";
  private static final int MUCH = 32;
  private static final int MEBI = 1 << 20;
  private static final int STALLING = 32 * MEBI;

  static Stream<ConformanceCase> all() {
    return Stream.concat(
        Stream.of(From.values())
            .flatMap(from -> Stream.of(backpressure(from), large(from), both(from))),
        Stream.of(
            neighbour("reset", "is reset", Effort.USUAL, relay -> relay.client().reset()),
            neighbour(
                "ended", "ends with a FIN", Effort.USUAL, relay -> relay.client().halfClose()),
            neighbour(
                "stalled",
                "takes nothing",
                Effort.MUCH,
                relay -> relay.client().sendUnread(binary(new byte[STALLING])))));
  }

  private static ConformanceCase backpressure(From from) {
    return conformanceCase("intermediary/tunnel/backpressure" + from.axis())
        .title("What " + from.words() + " sends waits while the other side does not read")
        .effort(Effort.MUCH)
        .through(
            relay -> {
              relay.open();
              RawFrame[] frames = new RawFrame[MUCH];
              Arrays.setAll(frames, i -> binary(new byte[MEBI]));
              from.speaker(relay).sendUnread(frames);
              from.hearer(relay).awaitMessages(MUCH);
            })
        .check("6455-10.4-01", takesNoMoreThanItCanPassOn(from.isClient()))
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  private static ConformanceCase large(From from) {
    return conformanceCase("intermediary/tunnel/large" + from.axis())
        .title("A message of 16 MiB from " + from.words() + " arrives as it is")
        .effort(Effort.MUCH)
        .through(
            relay -> {
              relay.open();
              byte[] octets = new byte[16 * MEBI];
              relay.client().random().nextBytes(octets);
              from.speaker(relay).send(binary(octets));
              from.hearer(relay).awaitMessages(1);
            })
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  /** Both send before either reads. */
  private static ConformanceCase both(From from) {
    return conformanceCase("intermediary/tunnel/both-at-once" + from.axis())
        .title("Messages that both sides send at the same time arrive in order")
        .through(
            relay -> {
              relay.open();
              from.speaker(relay).send(text("one"), binary(new byte[4000]), text("three"));
              from.hearer(relay).send(text("first"), binary(new byte[70000]), text("third"));
              from.speaker(relay).awaitMessages(3);
              from.hearer(relay).awaitMessages(3);
            })
        .check(UNCHANGED, messagesArrive())
        .build();
  }

  private static ConformanceCase neighbour(
      String how, String words, Effort effort, Consumer<Relay> trouble) {
    return conformanceCase("intermediary/tunnel/neighbour~first=" + how)
        .title("A tunnel goes on while another one " + words)
        .effort(effort)
        .through(
            relay -> {
              Relay second = relay.another();
              relay.open();
              second.open();
              trouble.accept(relay);
              second.client().send(text("are you there?"));
              second.origin().awaitMessages(1);
              second.origin().send(text("yes"));
              second.client().awaitMessages(1);
            })
        .check(UNCHANGED, messagesArrive(1))
        .build();
  }
}
