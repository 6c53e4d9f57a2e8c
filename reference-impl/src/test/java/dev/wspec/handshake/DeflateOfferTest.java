package dev.wspec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.protocol.DeflateParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateOfferTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "permessage-deflate; foo",
        "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=010",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
        "permessage-deflate; client_max_window_bits=x",
        "x-webkit-deflate-frame"
      })
  void declinesOffersThatAreInvalid(String value) throws HandshakeViolation {
    assertThat(answerTo(value)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | permessage-deflate",
        "permessage-deflate; client_max_window_bits | permessage-deflate",
        "permessage-deflate; client_max_window_bits=10"
            + " | permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=\"9\""
            + " | permessage-deflate; server_max_window_bits=9",
        "permessage-deflate; server_max_window_bits=15"
            + " | permessage-deflate; server_max_window_bits=15",
        "foo, permessage-deflate; bad, permessage-deflate; server_no_context_takeover"
            + " | permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover"
            + " | permessage-deflate; client_no_context_takeover"
      })
  void grantsTheFirstValidOffer(String offer, String answer) throws HandshakeViolation {
    assertThat(answerTo(offer)).isEqualTo(answer);
  }

  @Test
  void readsTheAnswerToAnOffer() throws HandshakeViolation {
    assertThat(agreed(DeflateOffer.ANY, "permessage-deflate; client_max_window_bits=9"))
        .isEqualTo(new DeflateParameters(false, false, 15, 9));
    assertThat(agreed(DeflateOffer.ANY, "permessage-deflate; server_no_context_takeover"))
        .isEqualTo(new DeflateParameters(true, false, 15, 15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permessage-deflate | permessage-deflate; client_max_window_bits=9", // not offered
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate",
        "permessage-deflate; server_max_window_bits=10"
            + " | permessage-deflate; server_max_window_bits=11",
        "permessage-deflate; server_no_context_takeover | permessage-deflate",
        "permessage-deflate; client_max_window_bits | permessage-deflate; client_max_window_bits",
        "permessage-deflate | permessage-deflate; foo"
      })
  void failsOnAnswersThatDoNotFitTheOffer(String offer, String answer) throws HandshakeViolation {
    DeflateOffer made = Objects.requireNonNull(DeflateOffer.of(extension(offer)));
    assertThatThrownBy(() -> agreed(made, answer)).isInstanceOf(HandshakeViolation.class);
  }

  private static DeflateParameters agreed(DeflateOffer offer, String answer)
      throws HandshakeViolation {
    return offer.agreed(extension(answer));
  }

  private static @Nullable String answerTo(String value) throws HandshakeViolation {
    HandshakeBehaviour.DeflateAnswer answer =
        HandshakeBehaviour.DeflateChoice.FIRST_VALID_OFFER.answer(
            ExtensionList.of(Fields.of(ExtensionList.FIELD, value)));
    return answer == null ? null : answer.field();
  }

  private static Extension extension(String value) throws HandshakeViolation {
    return ExtensionList.of(Fields.of(ExtensionList.FIELD, value)).extensions().get(0);
  }
}
