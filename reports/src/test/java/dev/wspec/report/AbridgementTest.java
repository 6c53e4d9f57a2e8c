package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbridgementTest {

  @Test
  void fewEventsStay() {
    Transcript transcript = messages(300, 10);
    assertThat(Abridgement.of(transcript)).isEqualTo(transcript);
  }

  @Test
  void theMiddleOfManyEventsIsCounted() {
    Transcript transcript = messages(1000, 1);
    Transcript abridged = Abridgement.of(transcript);
    assertThat(abridged.leftOut()).isEqualTo(700);
    assertThat(abridged.events()).hasSize(301);
    assertThat(abridged.events().subList(0, 150)).isEqualTo(transcript.events().subList(0, 150));
    assertThat(abridged.events().subList(151, 301))
        .isEqualTo(transcript.events().subList(850, 1000));
    assertThat(abridged.events().get(150))
        .isEqualTo(new Event.Note(150, 0, "700 events are left out here, since the case passed"));
  }

  @Test
  void ofManyOctetsDigestsAreKept() {
    List<Event> events = Abridgement.of(messages(20, 4096)).events();
    assertThat(events.subList(0, 4)).allMatch(event -> payload(event).isWhole());
    assertThat(events.subList(4, 20))
        .allMatch(event -> payload(event).length() == 4096 && payload(event).head().length == 64);
  }

  /** So many messages of so many octets, one in each nanosecond. */
  private static Transcript messages(int count, int octets) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Payload payload = Payload.whole(new byte[octets]);
      events.add(
          new Event.SentMessage(
              i, 0, new Message(ScannedFrame.BINARY, payload, 1, false, -1, null)));
    }
    return new Transcript(SubjectRole.SERVER, Set.of(), events);
  }

  private static Payload payload(Event event) {
    return ((Event.SentMessage) event).message().payload();
  }
}
