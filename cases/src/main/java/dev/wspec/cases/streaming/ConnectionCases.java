package dev.wspec.cases.streaming;

import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.onEveryConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Several connections at once: each gets back what it sent, and nothing of the others. */
final class ConnectionCases {
  private static final String REQUIREMENT = "6455-6.2-04";

  private ConnectionCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(interleaved(8), interleaved(32), fragmentsInTurn(), sameMoment());
  }

  private static List<Wire> openAll(Wire wire, int count) {
    List<Wire> wires = new ArrayList<>(List.of(wire));
    while (wires.size() < count) {
      wires.add(wire.another());
    }
    wires.forEach(Wire::open);
    return wires;
  }

  private static ConformanceCase interleaved(int count) {
    return conformanceCase("streaming/connections/interleaved~count=" + count)
        .title(count + " connections that talk in turn each get back their own messages")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              List<Wire> wires = openAll(wire, count);
              for (int round = 0; round < 5; round++) {
                for (int i = 0; i < count; i++) {
                  Traffic traffic = new Traffic(wire.random(), "round " + round + " of " + i);
                  wires.get(i).send(traffic.small(), traffic.large(200 + 10 * i), traffic.small());
                }
                wires.forEach(Wire::awaitEchoes);
              }
              wires.forEach(Wire::close);
            })
        .check(REQUIREMENT, onEveryConnection(echoesEveryMessage()))
        .build();
  }

  private static ConformanceCase fragmentsInTurn() {
    return conformanceCase("streaming/connections/fragments-in-turn")
        .title("Connections that send the fragments of their messages in turn are kept apart")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              List<Wire> wires = openAll(wire, 8);
              for (int part = 0; part < 6; part++) {
                for (int i = 0; i < wires.size(); i++) {
                  byte[] octets =
                      ("part " + part + " of " + i + ". ").getBytes(StandardCharsets.US_ASCII);
                  wires
                      .get(i)
                      .send(
                          part == 0 ? binary(octets).notFinal() : continuation(octets).notFinal());
                }
              }
              wires.forEach(each -> each.send(continuation("end")));
              wires.forEach(Wire::awaitEchoes);
              wires.forEach(Wire::close);
            })
        .check("6455-6.2-05", onEveryConnection(echoesEveryMessage()))
        .build();
  }

  /** All requests are answered before any message is sent, and all messages before any is read. */
  private static ConformanceCase sameMoment() {
    return conformanceCase("streaming/connections/large-at-once")
        .title("Eight connections that each send 256 KiB at once get back their own messages")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              List<Wire> wires = openAll(wire, 8);
              for (int i = 0; i < wires.size(); i++) {
                wires.get(i).send(new Traffic(wire.random(), "large " + i).large(256 << 10));
              }
              wires.forEach(Wire::awaitEchoes);
              wires.forEach(Wire::close);
            })
        .check(REQUIREMENT, onEveryConnection(echoesEveryMessage()))
        .build();
  }
}
