package dev.wspec.cases.text;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.hex;
import static dev.wspec.conformance.RawFrame.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Text that is UTF-8, however odd, comes back as sent (RFC 3629 §4, §6). */
final class ValidTextCases {
  private static final String TEXT = "6455-5.6-02";
  private static final String EVERY_SCALAR = "3629-4-02";

  /** Characters of 1, 2, 3 and 4 octets; with the header of a masked frame it has 16. */
  private static final String ALL_LENGTHS = "a\u00e9\u20ac\ud83d\ude00";

  private ValidTextCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    each(
        cases,
        "sample",
        TEXT,
        "68656c6c6f24776f726c64",
        "68656c6c6fc2a2776f726c64",
        "68656c6c6fe282ac776f726c64",
        "68656c6c6ff0a4ada2776f726c64",
        "cebae1bdb9cf83cebcceb5",
        "48656c6c6f2dc2b540c39fc3b6c3a4c3bcc3a0c3a12d5554462d382121");
    each(cases, "prefix", TEXT, "ceba", "cebae1bdb9", "cebae1bdb9cf83", "cebae1bdb9cf83cebc");
    each(cases, "first-of-length", EVERY_SCALAR, "00", "c280", "e0a080", "f0908080");
    each(cases, "last-of-length", EVERY_SCALAR, "7f", "dfbf", "efbfbf", "f48fbfbf");
    each(cases, "beside-surrogates", EVERY_SCALAR, "ed9fbf", "ee8080");
    each(
        cases, "special", EVERY_SCALAR, "efbfb9", "efbfba", "efbfbb", "efbfbc", "efbfbd", "efbfbe");
    for (int plane = 1; plane < 17; plane++) {
      each(cases, "noncharacter", EVERY_SCALAR, utf8(plane << 16 | 0xFFFE));
      if (plane < 16) {
        each(cases, "noncharacter", EVERY_SCALAR, utf8(plane << 16 | 0xFFFF));
      }
    }
    each(cases, "noncharacter", EVERY_SCALAR, "efb790", "efb7af");
    each(cases, "controls", EVERY_SCALAR, "01021b7f", "c285", "e280a8");
    each(cases, "byte-order-mark", "3629-6-01", "efbbbf", "efbbbf6162", "6162efbbbf6364");
    each(cases, "joined", TEXT, "f09f91a9e2808df09f92bb", "65cc81", "d7a9d6b8d781", "e0bdbce0bea6");
    for (int at = 0; at < 9; at++) {
      cases.add(aligned(at));
    }
    for (String character : List.of("\u00e9", "\u20ac", "\ud83d\ude00")) {
      cases.add(large(character));
    }
    IntStream.range(1, 16).mapToObj(ValidTextCases::cut).forEach(cases::add);
    return cases.stream();
  }

  private static String utf8(int codePoint) {
    StringBuilder hex = new StringBuilder();
    for (byte octet : Character.toString(codePoint).getBytes(UTF_8)) {
      hex.append("%02x".formatted(octet));
    }
    return hex.toString();
  }

  private static void each(
      List<ConformanceCase> cases, String what, String requirement, String... texts) {
    for (String octets : texts) {
      cases.add(
          echo(
                  "text/valid/" + what + "~octets=" + octets,
                  "The text of the octets " + octets + " is taken",
                  requirement,
                  text(hex(octets)))
              .build());
    }
  }

  /** Decoders read several octets at a time, and characters lie across those. */
  private static ConformanceCase aligned(int at) {
    return echo(
            "text/valid/aligned~at=" + at,
            "Characters of every length behind " + at + " octets of ASCII are taken",
            TEXT,
            text("a".repeat(at) + (ALL_LENGTHS + "abcdef").repeat(20)))
        .build();
  }

  private static ConformanceCase large(String character) {
    int length = character.getBytes(UTF_8).length;
    return echo(
            "text/valid/large~length=" + length,
            "A text of 21845 characters of " + length + " octets is taken",
            TEXT,
            text("a" + character.repeat(21_845)))
        .build();
  }

  private static ConformanceCase cut(int at) {
    return echo(
            "text/segments~at=" + at,
            "A text whose frame is cut behind octet " + at + " is taken",
            TEXT,
            Segmentation.cutAt(at),
            text(ALL_LENGTHS))
        .build();
  }
}
