package dev.wspec.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.fuzz.ParserCampaign;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.Parsing;
import dev.wspec.protocol.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParsersTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static Stream<ParserUnderTest> parsers() {
    return ServiceLoader.load(ParserUnderTest.class).stream().map(ServiceLoader.Provider::get);
  }

  @Test
  void the_service_loader_finds_all_of_them() {
    assertThat(parsers().map(ParserUnderTest::name))
        .containsExactlyInAnyOrder("wspec", "netty", "jetty", "java-websocket", "tomcat");
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void what_is_sound_comes_out(ParserUnderTest parser) {
    // a Ping "p", a fragmented text "ab" with an empty Pong inside, a Close with 1000
    String frames = "890170" + "010161" + "8a00" + "800162" + "880203e8";
    assertThat(read(parser, Role.CLIENT, false, frames))
        .containsExactly("9 70", "10 ", "1 6162", "8 03e8");
    // the same as a client sends it, with a masking key of 0
    String masked =
        "898100000000"
            + "70"
            + "018100000000"
            + "61"
            + "8a8000000000"
            + "808100000000"
            + "62"
            + "888200000000"
            + "03e8";
    assertThat(read(parser, Role.SERVER, false, masked))
        .containsExactly("9 70", "10 ", "1 6162", "8 03e8");
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void what_is_compressed_is_inflated_with_the_window_of_what_came_before(ParserUnderTest parser) {
    // RFC 7692 §7.2.3.2: "Hello", and "Hello" once more as a reference to the first
    assertThat(read(parser, Role.CLIENT, true, "c107f248cdc9c90700" + "c105f200110000"))
        .containsExactly("1 48656c6c6f", "1 48656c6c6f");
  }

  @ParameterizedTest
  @MethodSource("parsers")
  void what_is_unsound_is_rejected(ParserUnderTest parser) {
    // an unsolicited continuation, a reserved opcode, RSV1 without an extension, bad UTF-8
    for (String frame : List.of("8000", "8300", "c100", "8101ff")) {
      assertThat(read(parser, Role.CLIENT, false, frame)).as(frame).containsExactly("rejected");
    }
  }

  private static List<String> read(ParserUnderTest parser, Role self, boolean deflate, String hex) {
    List<String> read = new ArrayList<>();
    byte[] octets = HexFormat.of().parseHex(hex);
    try (Parsing parsing = parser.open(self, deflate)) {
      var rejection =
          parsing.feed(
              octets,
              0,
              octets.length,
              (fin, rsv, opcode, payload, from, to) ->
                  read.add(opcode + " " + HexFormat.of().formatHex(payload, from, to)));
      if (rejection != null) {
        assertThat(rejection.reason()).isNotEmpty();
        read.add("rejected");
      }
    }
    return read;
  }

  /** What is known to be amiss stands in a file, with what proves it in docs/findings.md. */
  @ParameterizedTest
  @MethodSource("parsers")
  @Tag("slow")
  void nothing_is_found_that_is_not_known(ParserUnderTest parser) throws IOException {
    List<String> found = new ArrayList<>();
    for (Role self : Role.values()) {
      try (ParserCampaign campaign = new ParserCampaign(parser, self)) {
        campaign.run(LONG, 20_000, 1);
        campaign
            .findings()
            .forEach(
                each -> found.add(parser.name() + " " + each.signature().replace("-when-cut", "")));
      }
    }
    assertThat(known()).containsAll(found);
  }

  private static List<String> known() throws IOException {
    try (InputStream in = ParsersTest.class.getResourceAsStream("known-findings.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
