package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers that are wrong on purpose, from all areas that frames or a handshake can reveal: each is
 * found out within a minute, by a conversation of three frames or one changed field at most, which
 * shows the same when it is replayed to another such server, and nothing to a sound one.
 */
@Tag("slow")
class PlantedDefectTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(
      names = {
        "METHOD_NOT_CHECKED",
        "HOST_NOT_REQUIRED",
        "UPGRADE_NOT_REQUIRED",
        "KEY_NOT_REQUIRED",
        "VERSION_NOT_CHECKED",
        "CONNECTION_NOT_CHECKED",
        "UPGRADE_COMPARED_WITH_CASE",
        "FIELD_ORDER_MATTERS",
        "EXTENSION_NOT_OFFERED",
        "RSV_IGNORED",
        "RSV3_IGNORED",
        "RESERVED_OPCODES_IGNORED",
        "UNMASKED_FRAMES_ACCEPTED",
        "LENGTH_126_REFUSED",
        "LAST_BYTE_LOST_AT_65536",
        "PINGS_SENT_BACK",
        "LONG_CONTROL_FRAMES_ACCEPTED",
        "FRAGMENTED_CONTROL_FRAMES_ACCEPTED",
        "CONTINUATION_OF_NOTHING_ACCEPTED",
        "UNFINISHED_MESSAGES_DROPPED",
        "FRAGMENTS_REFUSED",
        "MIDDLE_FRAGMENTS_LOST",
        "INTERRUPTION_REFUSED",
        "UTF8_NOT_CHECKED",
        "SURROGATES_ACCEPTED",
        "OVERLONG_FORMS_ACCEPTED",
        "BEYOND_10FFFF_ACCEPTED",
        "NONCHARACTERS_REFUSED",
        "NUL_REFUSED",
        "CLOSE_NOT_ANSWERED",
        "CLOSE_ANSWERED_WITH_1005",
        "STORED_BLOCK_CRASHES",
        "PONGS_ALTERED",
        "REPLIES_MASKED",
        "FAILURE_ENDS_ALL"
      })
  void it_is_found_small_and_comes_again(Defect defect) throws Exception {
    Finding finding = found(defect.behaviour());
    Script script = ScriptText.read(finding.conversation());
    assertThat(script.items()).as(finding.conversation()).hasSizeLessThanOrEqualTo(3);
    assertThat(script.bends()).as(finding.conversation()).hasSizeLessThanOrEqualTo(1);
    assertThat(finding.outcome().flaky()).as(finding.conversation()).isFalse();

    CaseOutcome again = replayed(finding, defect.behaviour());
    assertThat(again.verdict()).as(finding.conversation()).isEqualTo(Verdict.FAIL);
    assertThat(again.id()).isEqualTo(finding.outcome().id());
    assertThat(replayed(finding, Behaviour.CONFORMING).verdict())
        .as(finding.conversation())
        .isNotEqualTo(Verdict.FAIL);
  }

  private static Finding found(Behaviour behaviour) throws Exception {
    AtomicReference<Finding> found = new AtomicReference<>();
    Attacked.with(
        behaviour,
        campaign -> {
          campaign.run(MINUTE, Long.MAX_VALUE, 1);
          assertThat(campaign.findings()).as("within a minute").isNotEmpty();
          found.set(campaign.findings().get(0));
        });
    return Objects.requireNonNull(found.get());
  }

  private static CaseOutcome replayed(Finding finding, Behaviour behaviour) throws Exception {
    AtomicReference<CaseOutcome> replayed = new AtomicReference<>();
    Attacked.with(
        behaviour,
        campaign -> replayed.set(campaign.replay(finding.conversation(), finding.seed())));
    return Objects.requireNonNull(replayed.get());
  }
}
