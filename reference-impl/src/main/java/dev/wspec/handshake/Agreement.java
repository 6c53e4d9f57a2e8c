package dev.wspec.handshake;

import dev.wspec.protocol.DeflateParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the opening handshake settled.
 *
 * @param subprotocol the subprotocol in use, or null if none is
 * @param deflate the parameters of permessage-deflate, or null if it is not in use
 */
public record Agreement(@Nullable String subprotocol, @Nullable DeflateParameters deflate) {
  public static final Agreement NOTHING = new Agreement(null, null);
}
