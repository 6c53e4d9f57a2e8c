package dev.wspec.cases.framing;

import static dev.wspec.cases.Stories.echo;
import static dev.wspec.cases.Stories.hex;
import static dev.wspec.cases.Stories.octets;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.continuation;
import static dev.wspec.conformance.RawFrame.ping;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.answersPings;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;

import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** Payloads that must not be mistaken for framing, and the examples of RFC 6455 §5.7. */
final class ContentCases {
  private ContentCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
            echo(
                "framing/content/nul-and-line-ends",
                "Text with NUL, CR and LF is taken as it is",
                "6455-10.7-05",
                text("\0line\r\n\r\nline\0")),
            echo(
                "framing/content/like-frames",
                "Text that looks like frame headers is taken as it is",
                "6455-10.7-05",
                text(hex("01050105000a097f7e7d"))),
            echo(
                "framing/content/like-sentinels",
                "Binary data between 00 and FF, as old drafts framed text, is taken as it is",
                "6455-10.7-05",
                binary(hex("0048656c6c6fff"))),
            echo(
                "framing/content/every-octet",
                "Binary data with every value of an octet is taken as it is",
                "6455-5.6-04",
                binary(everyOctet())),
            echo(
                "framing/content/binary-is-not-text",
                "Binary data that is not UTF-8 is taken as it is",
                "6455-5.6-04",
                binary(hex("c080eda080f4908080ff"))),
            echo(
                "framing/content/type-kept",
                "Text and binary messages in turn keep their types",
                "6455-6.1-05",
                text("one"),
                binary((byte) 2),
                text("three"),
                binary((byte) 4)),
            echo(
                "framing/example/hello",
                "The RFC's example of a text message is taken",
                "6455-5.7-01",
                text("Hello")),
            echo(
                "framing/example/hello-fragmented",
                "The RFC's example of a fragmented text message is taken",
                "6455-5.7-01",
                text("Hel").notFinal(),
                continuation("lo")),
            echo(
                "framing/example/binary~size=256",
                "The RFC's example of a length in 16 bits is taken",
                "6455-5.7-01",
                binary(octets(0, 256))),
            echo(
                "framing/example/binary~size=65536",
                "The RFC's example of a length in 64 bits is taken",
                "6455-5.7-01",
                binary(octets(0, 65536))),
            conformanceCase("framing/example/ping")
                .title("The RFC's example of a Ping is answered")
                .stimulus(
                    wire -> {
                      wire.open();
                      wire.send(ping("Hello"));
                      wire.awaitPongs(1);
                      wire.close();
                    })
                .check("6455-5.7-01", answersPings()),
            echo(
                    "framing/message/several",
                    "Several messages in one write come back one by one and in order",
                    "6455-6.2-04",
                    text("one"),
                    text("two"),
                    text("three"),
                    text(""),
                    text("five"))
                .check("6455-5.2-02", echoesEveryMessage()))
        .map(ConformanceCase.Builder::build);
  }

  private static byte[] everyOctet() {
    byte[] octets = new byte[256];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    return octets;
  }
}
