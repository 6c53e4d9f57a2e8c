package dev.wspec.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
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
 * UTF-8 validation beside a plain copy and the platform's decoder. Run with {@code ./mvnw -pl
 * reference-impl -am -Pbench process-test-classes -Dbench=Utf8}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class Utf8ValidatorBenchmark {
  @Param({"16", "125", "1024", "65536"})
  int length;

  /** Mixed text has characters of one to four bytes in random order. */
  @Param({"ascii", "mixed"})
  String text = "";

  private final Utf8Validator validator = new Utf8Validator();
  private final CharsetDecoder decoder = UTF_8.newDecoder();
  private byte[] bytes = {};
  private byte[] target = {};
  private CharBuffer chars = CharBuffer.allocate(0);

  @Setup
  public void fill() {
    Random random = new Random(1);
    StringBuilder all = new StringBuilder();
    int[] characters = {'a', 0xE4, 0x20AC, 0x1F600};
    int size = 0;
    while (size < length) {
      int chosen = text.equals("ascii") ? 0 : random.nextInt(Math.min(4, length - size));
      all.appendCodePoint(characters[chosen]);
      size += chosen + 1;
    }
    bytes = all.toString().getBytes(UTF_8);
    target = new byte[length];
    chars = CharBuffer.allocate(length);
  }

  @Benchmark
  public byte[] arraycopy() {
    System.arraycopy(bytes, 0, target, 0, length);
    return target;
  }

  @Benchmark
  public int validate() {
    validator.reset();
    return validator.validate(bytes, 0, length);
  }

  @Benchmark
  public CharBuffer charsetDecoder() {
    decoder.reset();
    chars.clear();
    decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    return chars;
  }
}
