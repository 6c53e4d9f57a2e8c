package dev.wspec.codec;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.function.IntSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A fresh, unpredictable key for every frame (RFC 6455 §5.3): the key stream of AES in counter mode
 * under a key from the secure generator, which by itself costs more than a short frame does.
 */
final class MaskingKeys implements IntSupplier {
  private static final int SEED_BYTES = 16;
  private static final byte[] ZEROS = new byte[1024];

  private final ByteBuffer block = ByteBuffer.allocate(ZEROS.length).limit(0);
  private @Nullable Cipher cipher;

  @Override
  public int getAsInt() {
    if (!block.hasRemaining()) {
      refill();
    }
    return block.getInt();
  }

  private void refill() {
    try {
      if (cipher == null) {
        cipher = seeded();
      }
      block.clear();
      cipher.update(ZEROS, 0, ZEROS.length, block.array(), 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES in counter mode", e);
    }
  }

  private static Cipher seeded() throws GeneralSecurityException {
    byte[] seed = new byte[2 * SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(seed, 0, SEED_BYTES, "AES"),
        new IvParameterSpec(seed, SEED_BYTES, SEED_BYTES));
    return cipher;
  }
}
