package dev.wspec.codec;

/**
 * The most a receiver takes before it fails the connection with 1009 (RFC 6455 §10.4).
 *
 * @param maxFrameBytes the largest payload of one data frame, as on the wire
 * @param maxMessageBytes the largest payload of one message, after decompression
 */
public record Limits(long maxFrameBytes, int maxMessageBytes) {
  /** The longest array that every virtual machine can make. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** 64 MiB for both. */
  public static final Limits DEFAULT = of(64 << 20);

  public Limits {
    if (maxFrameBytes < 0 || maxMessageBytes < 0 || maxMessageBytes > MAX_ARRAY) {
      throw new IllegalArgumentException("Limits are out of range");
    }
  }

  /** The same limit, in bytes, for frames and for messages. */
  public static Limits of(int bytes) {
    return new Limits(bytes, bytes);
  }
}
