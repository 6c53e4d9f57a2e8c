package dev.wspec.autobahn;

import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What groups 12 and 13 offer, answer and send under permessage-deflate (RFC 7692). */
public final class Deflation {

  private static final String NAME = "permessage-deflate";
  private static final String BASE = NAME + "; client_no_context_takeover; client_max_window_bits";
  private static final String SERVER_FORGETS = "; server_no_context_takeover";
  private static final int MOST_OCTETS = 1 << 20;

  private Deflation() {}

  /** What a client offers: the parameters of the set, preferred ones first. */
  public static String offer(int set) {
    return switch (set) {
      case 1 -> BASE;
      case 2 -> BASE + SERVER_FORGETS;
      case 3 -> BASE + "; server_max_window_bits=9";
      case 4 -> BASE + "; server_max_window_bits=15";
      case 5 -> BASE + SERVER_FORGETS + "; server_max_window_bits=9";
      case 6 -> BASE + SERVER_FORGETS + "; server_max_window_bits=15";
      case 7 -> String.join(", ", offer(5), offer(2), BASE);
      default -> throw new IllegalArgumentException("there are seven sets: " + set);
    };
  }

  /** What a server answers to a request: the first form of the set that its offers allow. */
  public static Optional<String> answer(int set, RawRequest request) {
    List<String> offers =
        request.all("Sec-WebSocket-Extensions").stream()
            .flatMap(field -> Stream.of(field.split(",")))
            .map(offer -> offer.strip().toLowerCase(Locale.ROOT))
            .filter(offer -> offer.equals(NAME) || offer.startsWith(NAME + ";"))
            .toList();
    return forms(set).stream()
        .flatMap(form -> offers.stream().flatMap(offer -> answer(form, offer).stream()))
        .findFirst();
  }

  /** The server's demands, of which the first that can be met is used. */
  private static List<String> forms(int set) {
    String forget = "; client_no_context_takeover";
    String small = "; client_max_window_bits=9";
    String large = "; client_max_window_bits=15";
    return switch (set) {
      case 1 -> List.of("");
      case 2 -> List.of(forget);
      case 3 -> List.of(small);
      case 4 -> List.of(large);
      case 5 -> List.of(forget + small);
      case 6 -> List.of(forget + large);
      case 7 -> List.of(forget + small, forget, "");
      default -> throw new IllegalArgumentException("there are seven sets: " + set);
    };
  }

  private static Optional<String> answer(String form, String offer) {
    List<String> words = Arrays.stream(offer.split(";")).map(String::strip).toList();
    boolean canShrink = words.stream().anyMatch(w -> w.startsWith("client_max_window_bits"));
    if (form.contains("client_max_window_bits") && !canShrink) {
      return Optional.empty();
    }
    StringBuilder answer = new StringBuilder(NAME).append(form);
    // What the client demands of us has to stand in the answer (RFC 7692 §7.1).
    for (String word : words) {
      if (word.equals("server_no_context_takeover")
          || word.matches("server_max_window_bits=\"?(8|9|1[0-5])\"?")) {
        answer.append("; ").append(word.replace("\"", ""));
      }
    }
    return Optional.of(answer.toString());
  }

  /** What a 101 agrees to; empty if that is not this extension, or no value of its parameters. */
  public static Optional<DeflateParameters> agreed(RawResponse response) {
    String field = response.field("Sec-WebSocket-Extensions").orElse("").toLowerCase(Locale.ROOT);
    List<String> words = Arrays.stream(field.split(";")).map(String::strip).toList();
    if (!words.get(0).equals(NAME)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeflateParameters(
              words.contains("server_no_context_takeover"),
              words.contains("client_no_context_takeover"),
              bits(words, "server_max_window_bits"),
              bits(words, "client_max_window_bits")));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // no number, or none from 8 to 15
    }
  }

  private static int bits(List<String> words, String name) {
    return words.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> Integer.valueOf(word.substring(name.length() + 1).replace("\"", "")))
        .findFirst()
        .orElse(DeflateParameters.MAX_WINDOW_BITS);
  }

  /** Our side of the extension. */
  public static PerMessageDeflate sender(Role ours, DeflateParameters agreed) {
    return new PerMessageDeflate(ours, agreed, MOST_OCTETS);
  }

  /** The first frame of a compressed message, without its payload. */
  public static RawFrame first(int opcode) {
    return RawFrame.frame(opcode).rsv(4);
  }
}
