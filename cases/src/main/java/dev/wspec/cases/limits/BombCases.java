package dev.wspec.cases.limits;

import static dev.wspec.cases.limits.LimitJudges.takesOrRefuses;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.frame;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.ScannedFrame;
import dev.wspec.conformance.SubjectRole;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * Messages that grow a thousandfold when they are inflated: it is their size then that counts (RFC
 * 7692 §7.2.2, RFC 6455 §10.4).
 */
final class BombCases {
  private static final int MIB = 1 << 20;
  private static final int TAIL = 4;

  private BombCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        bomb(1, Effort.USUAL), bomb(4, Effort.MUCH), bomb(16, Effort.MUCH), bomb(64, Effort.HUGE));
  }

  private static ConformanceCase bomb(int mebibytes, Effort effort) {
    return conformanceCase("limits/bomb~size=" + mebibytes * MIB)
        .title("A message that inflates to %d MiB is taken, or refused".formatted(mebibytes))
        .subject(SubjectRole.SERVER)
        .needs(Capability.DEFLATE)
        .effort(effort)
        .stimulus(
            wire -> {
              wire.open(r -> r.with("Sec-WebSocket-Extensions", "permessage-deflate"));
              wire.exchange(frame(ScannedFrame.BINARY, zeros(mebibytes)).rsv(4));
              wire.close();
            })
        .check("7692-7.2.2-12", takesOrRefuses())
        .build();
  }

  /** So many MiB of zeros, compressed bit by bit and flushed (RFC 7692 §7.2.1). */
  private static byte[] zeros(int mebibytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] zeros = new byte[MIB];
      byte[] chunk = new byte[8192];
      for (int i = 1; i <= mebibytes; i++) {
        deflater.setInput(zeros);
        int flush = i == mebibytes ? Deflater.SYNC_FLUSH : Deflater.NO_FLUSH;
        int count = chunk.length;
        while (count == chunk.length) {
          count = deflater.deflate(chunk, 0, chunk.length, flush);
          out.write(chunk, 0, count);
        }
      }
      return Arrays.copyOf(out.toByteArray(), out.size() - TAIL);
    } finally {
      deflater.end();
    }
  }
}
