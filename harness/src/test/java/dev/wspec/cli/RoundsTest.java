package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private final StringWriter out = new StringWriter();

  private Rounds rounds(String typed, Duration interval) {
    return new Rounds(new StringReader(typed), interval, new PrintWriter(out));
  }

  @Test
  void enterBeginsARoundAndTheEndOfInputEndsThem() throws Exception {
    Rounds rounds = rounds("\n\n", Duration.ZERO);

    assertThat(rounds.next()).isTrue();
    assertThat(rounds.next()).isTrue();
    assertThat(rounds.next()).isFalse();
    assertThat(out.toString()).contains("Enter tests again, q ends.");
  }

  @Test
  void qEndsThemAtOnce() throws Exception {
    assertThat(rounds("q\n\n", Duration.ofHours(1)).next()).isFalse();
  }

  @Test
  void timeBeginsARoundWhenNobodySaysAnything() throws Exception {
    assertThat(rounds("", Duration.ofMillis(1)).next()).isTrue();
  }
}
