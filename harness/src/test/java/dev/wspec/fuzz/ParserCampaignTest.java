package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Verdict;
import dev.wspec.parser.ParserUnderTest;
import dev.wspec.parser.ReferenceParser;
import dev.wspec.protocol.Role;
import dev.wspec.protocol.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParserCampaignTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static List<Finding> findings(ParserUnderTest parser, Role self, int sequences) {
    try (ParserCampaign campaign = new ParserCampaign(parser, self)) {
      campaign.run(LONG, sequences, 1);
      assertThat(campaign.sequences()).isEqualTo(sequences);
      return campaign.findings();
    }
  }

  private static Finding finding(String signature, ParserUnderTest parser, Role self) {
    try (ParserCampaign campaign = new ParserCampaign(parser, self)) {
      for (int runs = 10_000; runs <= 1_000_000; runs += 10_000) {
        campaign.run(LONG, runs, runs);
        for (Finding finding : campaign.findings()) {
          if (finding.signature().equals(signature)) {
            assertThat(finding.outcome().flaky()).isFalse();
            return finding;
          }
        }
      }
      throw new AssertionError(signature + " is not among " + campaign.findings());
    }
  }

  @ParameterizedTest
  @EnumSource
  void our_codec_agrees_with_the_model(Role self) {
    assertThat(findings(new ReferenceParser(), self, 50_000)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @Tag("slow")
  void our_codec_agrees_with_the_model_for_long(Role self) {
    assertThat(findings(new ReferenceParser(), self, 5_000_000)).isEmpty();
  }

  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "RSV_BITS, SERVER",
    "RESERVED_OPCODE, SERVER",
    "UNMASKED_CLIENT_FRAME, SERVER",
    "MASKED_SERVER_FRAME, CLIENT",
    "CONTROL_TOO_LONG, SERVER",
    "CONTROL_FRAGMENTED, CLIENT",
    "LENGTH_NEGATIVE, SERVER",
    "UNEXPECTED_CONTINUATION, SERVER",
    "EXPECTED_CONTINUATION, CLIENT",
    "INVALID_UTF8, SERVER",
    "CLOSE_PAYLOAD_OF_ONE_BYTE, SERVER",
    "CLOSE_REASON_NOT_UTF8, CLIENT",
    "DEFLATE_DATA, SERVER"
  })
  void a_rule_that_is_not_enforced_is_found(Rule rule, Role self) throws Unreadable {
    String signature = "accepts-" + rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    ParserUnderTest parser = Planted.waiving(rule);
    Finding finding = finding(signature, parser, self);
    // One frame, or two where one is needed to break the rule, perhaps with the offer of deflate.
    assertThat(finding.conversation().lines().count()).isLessThanOrEqualTo(5);
    assertThat(accepted(finding.outcome())).contains(rule.section());
    try (ParserCampaign again = new ParserCampaign(parser, self)) {
      CaseOutcome found = again.replay(finding.conversation());
      assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(found.id()).isEqualTo(finding.outcome().id());
      assertThat(observed(found)).isEqualTo(observed(finding.outcome()));
    }
    try (ParserCampaign sound = new ParserCampaign(new ReferenceParser(), self)) {
      assertThat(sound.replay(finding.conversation()).verdict()).isEqualTo(Verdict.PASS);
    }
  }

  private static String accepted(CaseOutcome outcome) {
    return outcome.judged().judgements().get(0).check().judge().accepted();
  }

  private static String observed(CaseOutcome outcome) {
    return outcome.judged().judgements().get(0).opinion().observed();
  }

  @Test
  void what_depends_on_the_cuts_is_found() {
    ParserUnderTest parser =
        Planted.twisted(
            (sound, octets, from, to, out) ->
                // The last octet of a piece is lost if it is 0x8A.
                sound.feed(
                    octets, from, to - from > 1 && octets[to - 1] == -118 ? to - 1 : to, out));
    Finding finding = finding("does-not-deliver-when-cut", parser, Role.SERVER);
    assertThat(finding.conversation()).contains("write at");
  }

  @Test
  void a_crash_is_found_and_told_with_its_trace() {
    ParserUnderTest parser =
        Planted.twisted(
            (sound, octets, from, to, out) -> {
              if (to - from > 1 && (octets[from + 1] & 0x7F) == 126) {
                throw new ArrayIndexOutOfBoundsException("planted");
              }
              return sound.feed(octets, from, to, out);
            });
    Finding finding =
        finding("crashes-with-array-index-out-of-bounds-exception", parser, Role.CLIENT);
    assertThat(observed(finding.outcome())).contains("planted").contains("\n    at dev.wspec");
  }

  @Test
  void a_changed_payload_is_found() {
    ParserUnderTest parser =
        Planted.twisted(
            (sound, octets, from, to, out) ->
                sound.feed(
                    octets,
                    from,
                    to,
                    (fin, rsv, opcode, payload, start, end) ->
                        out.frame(fin, rsv, opcode, payload, start, Math.min(end, start + 124))));
    Finding finding = finding("delivers-something-else", parser, Role.SERVER);
    assertThat(finding.conversation()).contains("*125").hasLineCount(3);
  }

  @Test
  void a_sound_parser_that_judges_text_at_its_end_is_found_sound() {
    // What a text message is made of is held back until the message is whole.
    assertThat(findings(new LateText(), Role.SERVER, 50_000)).isEmpty();
  }

  @Test
  void the_same_seed_makes_the_same_sequences() {
    try (ParserCampaign first = new ParserCampaign(new ReferenceParser(), Role.SERVER);
        ParserCampaign second = new ParserCampaign(new ReferenceParser(), Role.SERVER)) {
      first.run(LONG, 5000, 7);
      second.run(LONG, 5000, 7);
      assertThat(second.octets()).isEqualTo(first.octets());
    }
  }
}
