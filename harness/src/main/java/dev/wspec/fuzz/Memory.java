package dev.wspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much main memory processes use, where {@code /proc} tells. */
final class Memory {
  private static final String FIELD = "VmRSS:";

  private Memory() {}

  /** Of a process and all that it started, in octets. */
  static OptionalLong of(ProcessHandle process) {
    long total = 0;
    boolean seen = false;
    try (Stream<ProcessHandle> children = process.descendants()) {
      for (ProcessHandle each : Stream.concat(Stream.of(process), children).toList()) {
        OptionalLong one = of(each.pid());
        seen |= one.isPresent();
        total += one.orElse(0);
      }
    }
    return seen ? OptionalLong.of(total) : OptionalLong.empty();
  }

  private static OptionalLong of(long pid) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
      for (String line : lines) {
        if (line.startsWith(FIELD)) {
          String kibibytes = line.substring(FIELD.length()).replace("kB", "").strip();
          return OptionalLong.of(Long.parseLong(kibibytes) << 10);
        }
      }
      return OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty(); // It has ended, or this is no system that tells.
    }
  }
}
