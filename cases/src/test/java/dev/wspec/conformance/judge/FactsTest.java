package dev.wspec.conformance.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {

  private static final Facts FACTS = Facts.load();

  private static Transcript refused(String head) {
    RawRequest request = RawRequest.get("/", List.of());
    Event refused = new Event.Refused(0, 0, request, RawResponse.parse(head, ""), true);
    return new Transcript(SubjectRole.SERVER, EnumSet.noneOf(Capability.class), List.of(refused));
  }

  @Test
  void everyFactIsDrawnFromACaseThatThereIs() {
    assertThat(FACTS.sources()).allMatch(id -> Catalogue.load().find(id).isPresent());
  }

  @Test
  void theStatusOfARefusalIsAFact() {
    assertThat(
            FACTS.of(
                id ->
                    id.value().equals("handshake/key/missing")
                        ? Optional.of(refused("HTTP/1.1 418 Teapot\r\n\r\n"))
                        : Optional.empty()))
        .containsExactly(
            new Facts.Measured("status-key-missing", "Answer to no Sec-WebSocket-Key", "418"));
  }

  @Test
  void withoutTranscriptsThereAreNoFacts() {
    assertThat(FACTS.of(id -> Optional.empty())).isEmpty();
  }
}
