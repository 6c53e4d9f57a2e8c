package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Defect;
import dev.wspec.wire.Contact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** For each conversation whether it came out as usual. */
  private static List<Boolean> played(Behaviour behaviour, String... conversations)
      throws Exception {
    List<Boolean> usual = new ArrayList<>();
    List<Script> scripts = new ArrayList<>();
    for (String conversation : conversations) {
      scripts.add(ScriptText.read("wspec conversation 1\nwrite\n" + conversation));
    }
    Attacked.by(
        behaviour,
        (opponent, watchdog) -> {
          Contact.Dialing contact = (Contact.Dialing) opponent.meet().settings().contact();
          try (Dash dash = new Dash(contact, PATIENCE, watchdog)) {
            for (Script script : scripts) {
              usual.add(dash.isUsual(Dash.octets(script, new SplittableRandom(1))));
            }
          }
        });
    return usual;
  }

  @Test
  void what_a_sound_server_does_is_usual() throws Exception {
    assertThat(
            played(
                Behaviour.CONFORMING,
                "text \"a\"\nping \"b\"\nbinary \"c\"*300",
                "text not-final \"a\"\nping \"\"\ncontinuation \"b\"",
                "text \"a\"\nclose x03e9\n",
                "close",
                "text \"a\"\ntext xff",
                "ping \"a\"\ntext rsv=2 \"b\"",
                "text \"a\"\n0x3 \"\"",
                "text unmasked \"a\""))
        .doesNotContain(false);
  }

  @Test
  void what_is_wrong_is_not() throws Exception {
    assertThat(played(Defect.RSV2_IGNORED.behaviour(), "text rsv=2 \"b\"")).containsExactly(false);
    assertThat(played(Defect.UTF8_NOT_CHECKED.behaviour(), "text xff")).containsExactly(false);
    assertThat(played(Defect.NUL_REFUSED.behaviour(), "text x00")).containsExactly(false);
    assertThat(played(Defect.REPLIES_MASKED.behaviour(), "text \"a\"")).containsExactly(false);
    assertThat(
            played(
                Defect.MIDDLE_FRAGMENTS_LOST.behaviour(),
                "text not-final \"a\"\ncontinuation not-final \"b\"\ncontinuation \"c\""))
        .containsExactly(false);
  }

  @Test
  void what_cannot_be_played_in_one_write_is_left_to_others() throws Exception {
    for (String other :
        List.of(
            "text declares=9 \"a\"", "octets x81", "text \"a\"*9000", "text \"a\"\nhalf-close")) {
      Script script = ScriptText.read("wspec conversation 1\nwrite\n" + other);
      assertThat(Dash.octets(script, new SplittableRandom(1))).as(other).isEmpty();
    }
  }
}
