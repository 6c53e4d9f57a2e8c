package dev.wspec.codec;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.IntSupplier;

/**
 * A fresh, unpredictable key for every frame (RFC 6455 §5.3), drawn from the secure generator in
 * blocks because each draw is dear.
 */
final class MaskingKeys implements IntSupplier {
  private static final int BLOCK_BYTES = 512;

  private final SecureRandom random = new SecureRandom();
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).limit(0);

  @Override
  public int getAsInt() {
    if (!block.hasRemaining()) {
      random.nextBytes(block.array());
      block.clear();
    }
    return block.getInt();
  }
}
