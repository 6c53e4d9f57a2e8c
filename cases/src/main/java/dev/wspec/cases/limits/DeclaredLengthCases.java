package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.earlyCloseSaysTooBig;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;
import static dev.wspec.conformance.judge.Judges.onConnection;

import dev.wspec.cases.Stories;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Frames that declare far more than ever comes (RFC 6455 §5.2, §10.4). Whether a server refuses
 * them at once or waits is left open; another connection shows that it does neither take memory nor
 * time of others.
 */
final class DeclaredLengthCases {
  private static final int PAYLOAD = 5;
  private static final int WITNESSED = 3;
  private static final String SILENT = "RFC 6455 does not speak of a FIN without a Close";

  private DeclaredLengthCases() {}

  static Stream<ConformanceCase> all() {
    Map<String, Long> lengths =
        new TreeMap<>(
            Map.of(
                "2p31-1",
                0x7FFF_FFFFL,
                "2p31",
                0x8000_0000L,
                "2p32-1",
                0xFFFF_FFFFL,
                "2p32",
                0x1_0000_0000L,
                "2p32+5",
                0x1_0000_0000L + PAYLOAD,
                "2p53",
                1L << 53,
                "2p62+5",
                (1L << 62) + PAYLOAD,
                "2p63-1",
                Long.MAX_VALUE));
    return Stream.concat(
        lengths.entrySet().stream().map(e -> declared(e.getKey(), e.getValue())),
        Stream.of(
            builder(
                    "limits/declared-length-behind-fragment~length=2p63-1",
                    Long.MAX_VALUE,
                    binary(Stories.octets(0x2A, PAYLOAD)).notFinal(),
                    continuation(Stories.octets(0x2A, PAYLOAD)).declaring(Long.MAX_VALUE))
                .build()));
  }

  private static ConformanceCase declared(String name, long length) {
    ConformanceCase.Builder builder =
        builder(
            "limits/declared-length~length=" + name,
            length,
            binary(Stories.octets(0x2A, PAYLOAD)).declaring(length));
    if ((int) length == PAYLOAD) {
      builder.check("6455-5.2-14", onConnection(1, doesNotDeliver()));
    }
    return builder.build();
  }

  private static ConformanceCase.Builder builder(String id, long length, RawFrame... frames) {
    return conformanceCase(id)
        .title("A frame that declares " + Long.toUnsignedString(length) + " octets does no harm")
        .subject(SubjectRole.SERVER)
        .stimulus(
            wire -> {
              Stories.settle(wire);
              Wire other = wire.another();
              Stories.settle(other);
              other.send(frames);
              for (int i = 0; i < WITNESSED; i++) {
                wire.exchange(text("meanwhile " + i));
              }
              other.takeIn();
              other.halfClose();
              other.awaitEnd();
              wire.exchange(text("afterwards"));
              wire.close();
            })
        .check("6455-10.4-01", echoesEveryMessage())
        .check("6455-7.1.7-05", onConnection(1, earlyCloseSaysTooBig()))
        .check("6455-7.1.1-01", onConnection(1, leniently(endsTheConnection(), SILENT)));
  }
}
