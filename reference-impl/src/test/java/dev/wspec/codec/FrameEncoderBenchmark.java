package dev.wspec.codec;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Role;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
 * One frame written into an array that is there already, beside a plain copy of its payload. Run
 * with {@code ./mvnw -pl reference-impl -am -Pbench process-test-classes -Dbench=FrameEncoder}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameEncoderBenchmark {
  @Param({"16", "125", "1024", "65536"})
  int length;

  private final FrameEncoder client = new FrameEncoder(Role.CLIENT, () -> 0x37FA213D);
  private final FrameEncoder secureClient = new FrameEncoder(Role.CLIENT);
  private final FrameEncoder server = new FrameEncoder(Role.SERVER);
  private Frame frame = Frame.text("");
  private byte[] target = {};

  @Setup
  public void fill() {
    byte[] payload = new byte[length];
    new Random(1).nextBytes(payload);
    frame = Frame.binary(payload);
    target = new byte[client.size(frame)];
  }

  @Benchmark
  public byte[] arraycopy() {
    System.arraycopy(frame.payload(), 0, target, 0, length);
    return target;
  }

  @Benchmark
  public int encodeFromClient() {
    return client.encode(frame, target, 0);
  }

  @Benchmark
  public int encodeFromClientWithSecureKeys() {
    return secureClient.encode(frame, target, 0);
  }

  @Benchmark
  public int encodeFromServer() {
    return server.encode(frame, target, 0);
  }
}
