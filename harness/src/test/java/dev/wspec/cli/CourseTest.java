package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CourseTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private static String line(Course course, int width) {
    return course.line(width, true).stripTrailing();
  }

  @Test
  void tellsHowManyAreDoneHaveFailedAndHowLongItTakesStill() {
    Course course = new Course("", 250, 1000, 3, TEN_SECONDS, Course.NO_LIMIT);

    assertThat(line(course, 79))
        .startsWith("250 of 1000 cases  ███████▌ ")
        .endsWith("  3 failed  30 s left");
    assertThat(course.line(79, false)).isASCII().contains("[=======   ");
  }

  @Test
  void toldInMinutesWhereSecondsSayTooMuch() {
    assertThat(line(new Course("", 10, 1000, 0, TEN_SECONDS, Course.NO_LIMIT), 79))
        .endsWith("17 min left");
  }

  @Test
  void noCaseIsBegunAfterTheLimit() {
    assertThat(line(new Course("", 250, 1000, 0, TEN_SECONDS, Duration.ofSeconds(15)), 79))
        .endsWith("  5 s left");
  }

  @Test
  void nobodyKnowsAtTheBeginningHowLongItWillTake() {
    assertThat(line(new Course("", 0, 7, 0, Duration.ZERO, Course.NO_LIMIT), 79))
        .isEqualTo("0 of 7 cases");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 25, 39, 59, 79, 200})
  void fillsTheLineAndNoMore(int width) {
    Course course = new Course("confirming ", 99, 109, 109, TEN_SECONDS, Course.NO_LIMIT);

    assertThat(course.line(width, true)).hasSize(width);
    assertThat(course.line(width, false)).hasSize(width).isASCII();
  }

  @Test
  void narrowTerminalsAreToldWhatMattersMost() {
    Course course = new Course("confirming ", 99, 109, 109, TEN_SECONDS, Course.NO_LIMIT);

    assertThat(line(course, 39)).isEqualTo("confirming 99 of 109  1 s left");
  }
}
