package dev.wspec.cases.framing;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.cases.Stories.settle;
import static dev.wspec.cases.Stories.violation;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.doesNotDeliver;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.endsTheConnection;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;
import static dev.wspec.conformance.judge.Judges.leniently;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawFrame.LengthForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Payload lengths in each of their forms (RFC 6455 §5.2). */
final class LengthCases {
  private static final int MEBIBYTE = 1 << 20;

  /** 0x0102. */
  private static final int SWAPPED_OCTETS_SHOW = 258;

  private static final int MASK_GOES_ROUND_OFTEN = 4096;

  /** Around each place where the form changes, and what shows how lengths and masks are read. */
  private static final List<Integer> SIZES =
      List.of(
          0,
          1,
          124,
          125,
          126,
          127,
          128,
          255,
          256,
          SWAPPED_OCTETS_SHOW,
          MASK_GOES_ROUND_OFTEN,
          65535,
          65536,
          65537,
          MEBIBYTE);

  private LengthCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int size : SIZES) {
      cases.add(echoed(size, "text", text(octets('*', size))));
      cases.add(echoed(size, "binary", binary(octets(0xFE, size))));
    }
    cases.add(notMinimal(0, LengthForm.BITS_16));
    cases.add(notMinimal(5, LengthForm.BITS_16));
    cases.add(notMinimal(125, LengthForm.BITS_16));
    cases.add(notMinimal(5, LengthForm.BITS_64));
    cases.add(notMinimal(125, LengthForm.BITS_64));
    cases.add(notMinimal(126, LengthForm.BITS_64));
    cases.add(notMinimal(200, LengthForm.BITS_64));
    cases.add(notMinimal(65535, LengthForm.BITS_64));
    cases.add(bit63("8000000000000000", Long.MIN_VALUE));
    cases.add(bit63("8000000000000005", Long.MIN_VALUE + 5));
    cases.add(bit63("ffffffffffffffff", -1L));
    cases.add(cutShort("7", 10));
    cases.add(cutShort("16", 1000));
    cases.add(cutShort("64", 70_000));
    return cases.stream();
  }

  private static ConformanceCase echoed(int size, String opcode, RawFrame frame) {
    String form = size <= 125 ? "6455-5.2-12" : size <= 0xFFFF ? "6455-5.2-13" : "6455-5.2-14";
    ConformanceCase.Builder built =
        echo(
            "framing/length/echo~size=" + size + "~opcode=" + opcode,
            "A " + opcode + " message of " + size + " octets is taken",
            form,
            frame);
    if (size == 0) {
      built.check("6455-5.2-26", echoesEveryMessage());
    }
    if (size == SWAPPED_OCTETS_SHOW) {
      built.check("6455-5.2-16", echoesEveryMessage()).check("6455-6.1-06", echoesEveryMessage());
    }
    if (size == MASK_GOES_ROUND_OFTEN) {
      built.check("6455-5.3-07", echoesEveryMessage());
    }
    return size < MEBIBYTE ? built.build() : built.needs(Capability.LARGE_MESSAGES).build();
  }

  /** The MUST binds the sender; what a receiver does is not said, and implementations differ. */
  private static ConformanceCase notMinimal(int size, LengthForm form) {
    int bits = form == LengthForm.BITS_16 ? 16 : 64;
    return conformanceCase("framing/length/not-minimal~form=" + bits + "~size=" + size)
        .title("A length of " + size + " written in " + bits + " bits is not taken")
        .stimulus(violation(text(octets('*', size)).lengthAs(form)))
        .check(
            "6455-5.2-18",
            leniently(
                failsTheConnection(),
                "RFC 6455 §5.2 binds the sender and does not say what a receiver does"))
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002))
        .build();
  }

  private static ConformanceCase bit63(String value, long length) {
    return conformanceCase("framing/length/bit-63~value=" + value)
        .title("A length with bit 63 set fails the connection, without waiting for the payload")
        .stimulus(violation(binary(octets(0xFE, 5)).declaring(length)))
        .check("6455-5.2-15", failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002, 1009))
        .build();
  }

  private static ConformanceCase cutShort(String form, int declared) {
    return conformanceCase("framing/length/cut-short~form=" + form)
        .title("A frame that is cut short by the end of the stream is not delivered")
        .stimulus(
            wire -> {
              settle(wire);
              wire.send(text("cut").declaring(declared));
              wire.halfClose();
              wire.awaitEnd();
            })
        .check("6455-10.7-01", doesNotDeliver())
        .check(
            "6455-7.1.1-01",
            leniently(endsTheConnection(), "RFC 6455 does not speak of a FIN amid a frame"))
        .build();
  }
}
