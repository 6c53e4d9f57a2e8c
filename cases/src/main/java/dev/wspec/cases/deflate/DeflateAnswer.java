package dev.wspec.cases.deflate;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.RawResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a server answered to an offer of permessage-deflate, read without judging.
 *
 * @param elements how many extension elements of that name there are
 * @param parameters of the first one, in order
 */
record DeflateAnswer(String header, int elements, List<Parameter> parameters) {

  /** A parameter; an absent value is empty. */
  record Parameter(String name, Optional<String> value) {}

  static Optional<DeflateAnswer> in(Conversation conversation) {
    String header =
        conversation
            .opened()
            .flatMap(o -> o.response().field("Sec-WebSocket-Extensions"))
            .orElse("");
    List<Parameter> first = new ArrayList<>();
    int elements = 0;
    for (String element : header.split(",")) {
      String[] parts = element.split(";");
      if (!parts[0].strip().toLowerCase(Locale.ROOT).equals("permessage-deflate")) {
        continue;
      }
      if (elements++ == 0) {
        for (int i = 1; i < parts.length; i++) {
          first.add(parameter(parts[i]));
        }
      }
    }
    return elements == 0
        ? Optional.empty()
        : Optional.of(new DeflateAnswer(header, elements, List.copyOf(first)));
  }

  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new Parameter(text.strip(), Optional.empty());
    }
    String value = text.substring(equals + 1).strip();
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value = value.substring(1, value.length() - 1);
    }
    return new Parameter(text.substring(0, equals).strip(), Optional.of(value));
  }

  boolean has(String name) {
    return parameters.stream().anyMatch(p -> p.name().equals(name));
  }

  /** The window bits of that parameter, or 15 if it is absent or no number. */
  int windowBits(String name) {
    return parameters.stream()
        .filter(p -> p.name().equals(name))
        .flatMap(p -> p.value().stream())
        .filter(v -> v.matches("\\d{1,2}"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(15);
  }

  static String statusOf(Conversation conversation) {
    return conversation.response().map(RawResponse::statusLine).orElse("no answer");
  }
}
