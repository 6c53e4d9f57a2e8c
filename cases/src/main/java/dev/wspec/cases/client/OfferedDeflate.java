package dev.wspec.cases.client;

import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request offers of permessage-deflate (RFC 7692 §7.1). */
final class OfferedDeflate {

  private static final String BITS = "\"?(8|9|1[0-5])\"?";

  private OfferedDeflate() {}

  static Opinion of(RawRequest request) {
    String value = String.join(",", request.all("Sec-WebSocket-Extensions"));
    boolean offered = false;
    for (String extension : value.split(",")) {
      String[] parts = extension.split(";");
      if (parts[0].strip().equals("permessage-deflate")) {
        offered = true;
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < parts.length; i++) {
          String[] pair = parts[i].strip().split("\\s*=\\s*", 2);
          if (!seen.add(pair[0]) || !isSound(pair[0], pair.length == 2 ? pair[1] : null)) {
            return Opinion.broken("It offers: " + extension.strip() + ".");
          }
        }
      }
    }
    return offered
        ? Opinion.held("It offers: " + value + ".")
        : Opinion.notApplicable("it does not offer permessage-deflate");
  }

  private static boolean isSound(String name, @Nullable String value) {
    return switch (name) {
      case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
      case "server_max_window_bits" -> value != null && value.matches(BITS);
      case "client_max_window_bits" -> value == null || value.matches(BITS);
      default -> false;
    };
  }
}
