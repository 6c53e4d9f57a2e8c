package dev.wspec.codec;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.ProtocolViolation;
import dev.wspec.protocol.Role;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A receive buffer of 64 KiB full of masked frames, or one such frame: each variant copies it once,
 * as receiving would, and scores are per buffer. Run with {@code ./mvnw -pl reference-impl -am
 * -Pbench process-test-classes -Dbench=FrameDecoder}; {@code -prof gc} shows the allocation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameDecoderBenchmark {
  private static final int BUFFER_BYTES = 1 << 16;

  @Param({"16", "125", "1024", "65536"})
  int length;

  @Param({"BINARY", "TEXT"})
  Opcode opcode = Opcode.BINARY;

  private byte[] received = {};
  private byte[] buffer = {};
  private final FrameDecoder decoder = new FrameDecoder(Role.SERVER);
  private final MessageAssembler assembler = new MessageAssembler(Role.SERVER);
  private final Utf8Validator validator = new Utf8Validator();

  @Setup
  public void fill() {
    byte[] payload = new byte[length];
    Random random = new Random(1);
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) random.nextInt(128);
    }
    byte[] frame = new FrameEncoder(Role.CLIENT).encode(new Frame(opcode, payload));
    int count = Math.max(BUFFER_BYTES / frame.length, 1);
    received = new byte[count * frame.length];
    for (int i = 0; i < count; i++) {
      System.arraycopy(frame, 0, received, i * frame.length, frame.length);
    }
    buffer = new byte[received.length];
  }

  @Benchmark
  public byte[] arraycopy() {
    System.arraycopy(received, 0, buffer, 0, received.length);
    return buffer;
  }

  /** Parsed, unmasked and, if it is text, validated, all in place. */
  @Benchmark
  public int decodeInPlace() throws ProtocolViolation {
    System.arraycopy(received, 0, buffer, 0, received.length);
    int sum = 0;
    decoder.feed(buffer, 0, buffer.length);
    while (decoder.advance()) {
      if (decoder.opcode() == Opcode.TEXT) {
        sum += validator.validate(buffer, decoder.sliceOffset(), decoder.sliceLength());
      }
      sum += decoder.sliceLength();
    }
    return sum;
  }

  /** The same, each message in an array of its own. */
  @Benchmark
  public int decodeToMessages() throws ProtocolViolation {
    System.arraycopy(received, 0, buffer, 0, received.length);
    int sum = 0;
    decoder.feed(buffer, 0, buffer.length);
    while (decoder.advance()) {
      @Nullable Frame message = assembler.accept(decoder);
      sum += message == null ? 0 : message.payload().length;
    }
    return sum;
  }
}
