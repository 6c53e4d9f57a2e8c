package dev.wspec.behaviour;

import dev.wspec.session.ReceivingBehaviour.Intake;

/** Follows the frames in what a client sends, and meddles with their masked payloads. */
final class FrameWalker implements Intake {
  /** Changes one byte of a payload. */
  @FunctionalInterface
  interface Meddler {
    /**
     * The byte to put in the place of {@code masked}.
     *
     * @param index where the byte stands in its payload
     * @param key the four bytes of the masking key
     * @param sinceRead how many bytes of this payload came before it in the same read
     */
    byte meddle(byte masked, long index, byte[] key, long sinceRead);
  }

  private final Meddler meddler;
  private final byte[] header = new byte[14];
  private int headerBytes;
  private long index;
  private long length;

  FrameWalker(Meddler meddler) {
    this.meddler = meddler;
  }

  @Override
  public int accept(byte[] bytes, int offset, int count) {
    long readFrom = index;
    for (int i = offset; i < offset + count; i++) {
      if (index == length) {
        readHeader(bytes[i]);
        readFrom = 0;
      } else {
        bytes[i] = meddler.meddle(bytes[i], index, key(), index - readFrom);
        index++;
      }
    }
    return count;
  }

  /** The header of a masked frame: it is not over before its key. */
  private void readHeader(byte next) {
    header[headerBytes++] = next;
    int size = headerBytes < 2 ? 2 : headerSize();
    if (headerBytes == size) {
      index = 0;
      length = header[1] & 0x7F;
      if (size > 6) {
        length = 0;
        for (int i = 2; i < size - 4; i++) {
          length = length << 8 | header[i] & 0xFF;
        }
      }
      headerBytes = 0;
      System.arraycopy(header, size - 4, header, 10, 4);
    }
  }

  private int headerSize() {
    int form = header[1] & 0x7F;
    return form < 126 ? 6 : form == 126 ? 8 : 14;
  }

  private byte[] key() {
    return new byte[] {header[10], header[11], header[12], header[13]};
  }
}
