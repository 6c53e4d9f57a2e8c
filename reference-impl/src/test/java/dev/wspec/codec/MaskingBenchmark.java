package dev.wspec.codec;

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
 * Masking beside a plain copy of as many bytes. Run with {@code ./mvnw -pl reference-impl -am
 * -Pbench process-test-classes -Dbench=Masking}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaskingBenchmark {
  @Param({"16", "125", "1024", "65536"})
  int length;

  private byte[] source = {};
  private byte[] target = {};

  @Setup
  public void fill() {
    source = new byte[length];
    target = new byte[length];
    new Random(1).nextBytes(source);
  }

  @Benchmark
  public byte[] arraycopy() {
    System.arraycopy(source, 0, target, 0, length);
    return target;
  }

  @Benchmark
  public byte[] maskInPlace() {
    Masking.apply(target, 0, length, 0x37FA213D);
    return target;
  }

  @Benchmark
  public byte[] maskWhileCopying() {
    Masking.copy(source, 0, target, 0, length, 0x37FA213D);
    return target;
  }
}
