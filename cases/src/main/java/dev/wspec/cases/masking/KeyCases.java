package dev.wspec.cases.masking;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.freshMaskingKeys;
import static dev.wspec.conformance.judge.Judges.maskingKeysUseEveryBit;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.SubjectRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys that a server has to take, and the keys that a client chooses (RFC 6455 §5.3). */
final class KeyCases {
  private static final int RFC_EXAMPLE = 0x37FA213D;
  private static final int FRAMES_FOR_STATISTICS = 100;

  private KeyCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int key : new int[] {0, -1, 0xFF, 0xFF000000, 0x00FF00FF, 0x80808080, 0x7F7F7F7F}) {
      cases.add(key(key));
    }
    for (int size = 0; size <= 9; size++) {
      cases.add(rotation(size));
    }
    cases.add(
        toServer(
            "masking/key/like-payload",
            "A key equal to the payload, which masks it to zeros, is taken",
            "6455-5.3-09",
            binary(octets(0x5A, 64)).maskedWith(0x5A5A5A5A)));
    cases.add(
        toServer(
            "masking/key/constant",
            "One key for several messages is taken",
            "6455-5.3-09",
            text("one").maskedWith(RFC_EXAMPLE),
            text("two").maskedWith(RFC_EXAMPLE),
            text("three").maskedWith(RFC_EXAMPLE)));
    cases.add(
        toServer(
            "masking/key/per-fragment",
            "Each fragment is unmasked with its own key, from its first octet",
            "6455-5.3-07",
            text("a").maskedWith(0x01020304).notFinal(),
            continuation("bcdef").maskedWith(0xF0E0D0C0).notFinal(),
            continuation("gh").maskedWith(0x11223344)));
    cases.add(
        toServer(
            "masking/example",
            "The RFC's example of a masked text message is taken",
            "6455-5.7-01",
            text("Hello").maskedWith(RFC_EXAMPLE)));
    cases.add(
        echo(
                "masking/empty-frames",
                "A frame without a payload leaves the stream in step",
                "6455-5.2-10",
                text(""),
                text("between"),
                binary(),
                binary((byte) 1))
            .build());
    cases.add(
        echo(
                "masking/in-step",
                "Frames of many lengths leave the stream in step",
                "6455-5.3-08",
                IntStream.rangeClosed(1, 40)
                    .mapToObj(size -> binary(octets(size, size * 7)))
                    .toArray(RawFrame[]::new))
            .build());
    cases.add(keysOfAClient());
    return cases.stream();
  }

  private static ConformanceCase key(int key) {
    return toServer(
        "masking/key~key=%08x".formatted(key),
        "The masking key %08x is taken like any other".formatted(key),
        "6455-5.3-09",
        text("masked with care").maskedWith(key));
  }

  private static ConformanceCase rotation(int size) {
    return toServer(
        "masking/rotation~size=" + size,
        "A masked payload of " + size + " octets is unmasked, whatever the key's turn",
        "6455-5.3-07",
        text("abcdefghi".substring(0, size)).maskedWith(RFC_EXAMPLE),
        binary(octets(0, size)).maskedWith(RFC_EXAMPLE));
  }

  private static ConformanceCase toServer(
      String id, String title, String requirement, RawFrame... frames) {
    return echo(id, title, requirement, frames)
        .subject(SubjectRole.SERVER)
        .check("6455-6.2-08", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase keysOfAClient() {
    return conformanceCase("masking/keys-of-a-client")
        .title("A client takes a fresh key out of all that there are for every frame")
        .subject(SubjectRole.CLIENT)
        .needs(Capability.ECHO)
        .stimulus(
            wire -> {
              wire.open();
              for (int i = 0; i < FRAMES_FOR_STATISTICS; i++) {
                wire.exchange(text("message " + i));
              }
              wire.close();
            })
        .check("6455-5.3-03", freshMaskingKeys())
        .check("6455-5.3-04", maskingKeysUseEveryBit())
        .build();
  }
}
