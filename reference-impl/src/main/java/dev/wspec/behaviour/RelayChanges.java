package dev.wspec.behaviour;

import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** What can happen to octets on their way through an intermediary. */
final class RelayChanges {
  private RelayChanges() {}

  static UnaryOperator<byte[]> lastOctet() {
    return octets -> {
      byte[] changed = octets.clone();
      changed[changed.length - 1] ^= 1;
      return changed;
    };
  }

  /** Drops empty Continuations, which changes no message. */
  static UnaryOperator<byte[]> withoutEmptyFragments() {
    return octets ->
        new String(octets, StandardCharsets.ISO_8859_1)
            .replace("\0\0", "") // 0000: an empty Continuation, not final, not masked
            .getBytes(StandardCharsets.ISO_8859_1);
  }
}
