package dev.wspec.cases.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GrowthJudgeTest {

  private static final int MESSAGES = 4;

  @Test
  void timesThatQuadrupleAreASquare() {
    assertThat(findingOn(30, 110, 420, 1650)).isEqualTo(Finding.BROKEN);
  }

  @Test
  void timesThatDoubleAreALine() {
    assertThat(findingOn(300, 600, 1200, 2400)).isEqualTo(Finding.HELD);
  }

  @Test
  void aPauseAtTheEndIsNoSquare() {
    assertThat(findingOn(10, 20, 40, 4000)).isEqualTo(Finding.HELD);
  }

  @Test
  void aPauseBeforeTheEndIsNoSquare() {
    assertThat(findingOn(10, 30, 3000, 4000)).isEqualTo(Finding.HELD);
  }

  @Test
  void whatNobodyWouldNoticeIsNotHeldAgainstASubject() {
    assertThat(findingOn(1, 4, 16, 64)).isEqualTo(Finding.HELD);
  }

  @Test
  void greetingsAreNotCounted() {
    assertThat(findingOn(7, 7, 30, 110, 420, 1650)).isEqualTo(Finding.BROKEN);
  }

  @Test
  void itCannotBeToldWithoutAllMessages() {
    assertThat(findingOn(30, 110, 420)).isEqualTo(Finding.NOT_APPLICABLE);
  }

  /** The settling message, then one message after each of these times. */
  private static Finding findingOn(long... milliseconds) {
    List<Event> events = new ArrayList<>();
    Message message =
        new Message(ScannedFrame.TEXT, Payload.whole(new byte[0]), 1, false, -1, null);
    long now = TimeUnit.MILLISECONDS.toNanos(5);
    events.add(new Event.ReceivedMessage(now, 0, message));
    for (long time : milliseconds) {
      now += TimeUnit.MILLISECONDS.toNanos(time);
      events.add(new Event.ReceivedMessage(now, 0, message));
    }
    Transcript transcript = new Transcript(SubjectRole.SERVER, Set.of(), events);
    return GrowthJudge.growsInStep(MESSAGES).judge(transcript).finding();
  }
}
