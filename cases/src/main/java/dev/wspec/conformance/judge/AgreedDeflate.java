package dev.wspec.conformance.judge;

import dev.wspec.conformance.RawResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a 101 says about permessage-deflate, as far as a reader needs it (RFC 7692 §7.1.1): any
 * window can be inflated with the largest one.
 */
record AgreedDeflate(boolean serverNoContextTakeover, boolean clientNoContextTakeover) {

  /** Empty if the response does not name permessage-deflate. */
  static Optional<AgreedDeflate> of(RawResponse response) {
    for (String extension : response.field("Sec-WebSocket-Extensions").orElse("").split(",")) {
      Set<String> parts =
          Arrays.stream(extension.split(";"))
              .map(part -> part.strip().toLowerCase(Locale.ROOT))
              .collect(Collectors.toSet());
      if (parts.contains("permessage-deflate")) {
        return Optional.of(
            new AgreedDeflate(
                parts.contains("server_no_context_takeover"),
                parts.contains("client_no_context_takeover")));
      }
    }
    return Optional.empty();
  }
}
