package dev.wspec.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inputs that showed something new. Half of what is tried next is made from them. With a folder
 * every input is a file, written when it is found: the octets that the grammar reads choices from.
 */
final class Corpus {

  /** Octets of an input. */
  static final int LONGEST = 64;

  /** Inputs of a folder that are read. */
  private static final int MOST = 20_000;

  private static final String PROGRESS = "progress.txt";

  private final @Nullable Path folder;
  private final List<byte[]> inputs = new ArrayList<>();
  private final Set<String> traces = new HashSet<>();
  private final List<byte[]> stored = new ArrayList<>();

  Corpus(@Nullable Path folder) {
    this.folder = folder;
    if (folder != null) {
      read(folder);
    }
  }

  private void read(Path from) {
    try {
      Files.createDirectories(from);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.sorted().limit(MOST).toList()) {
          if (Files.isRegularFile(file) && !file.endsWith(PROGRESS)) {
            byte[] all = Files.readAllBytes(file);
            stored.add(Arrays.copyOf(all, Math.min(all.length, LONGEST)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the corpus " + from + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Inputs of the folder, to be played before anything else. */
  List<byte[]> stored() {
    return List.copyOf(stored);
  }

  /** How many inputs are kept. */
  int size() {
    return inputs.size();
  }

  /**
   * Something to try: made up, or made from an input that is kept.
   *
   * @param bentOnce whether one thing alone is to be bent in it
   */
  byte[] next(SplittableRandom random, boolean bentOnce) {
    byte[] input = next(random);
    StimulusGrammar.choose(bentOnce, input);
    return input;
  }

  private byte[] next(SplittableRandom random) {
    if (inputs.isEmpty() || random.nextBoolean()) {
      byte[] input = new byte[1 + random.nextInt(LONGEST)];
      random.nextBytes(input);
      return input;
    }
    byte[] changed = any(random).clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      changed = changed(changed, random);
    }
    return changed;
  }

  private byte[] any(SplittableRandom random) {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private byte[] changed(byte[] input, SplittableRandom random) {
    int at = random.nextInt(input.length);
    switch (random.nextInt(5)) {
      case 0 -> input[at] = (byte) random.nextInt(256);
      case 1 -> input[at]++;
      case 2 -> {
        byte[] longer = Arrays.copyOf(input, Math.min(LONGEST, input.length + 4));
        for (int i = input.length; i < longer.length; i++) {
          longer[i] = (byte) random.nextInt(256);
        }
        return longer;
      }
      case 3 -> {
        byte[] other = any(random);
        byte[] crossed = Arrays.copyOf(input, Math.max(input.length, other.length));
        System.arraycopy(
            other,
            Math.min(at, other.length),
            crossed,
            Math.min(at, other.length),
            other.length - Math.min(at, other.length));
        return crossed;
      }
      default -> {
        return Arrays.copyOf(input, Math.max(1, at));
      }
    }
    return input;
  }

  /** Keeps an input that showed a trace which no other has; tells whether it did. */
  boolean consider(byte[] input, String trace) {
    if (!traces.add(trace)) {
      return false;
    }
    inputs.add(input.clone());
    if (folder != null) {
      try {
        Files.write(folder.resolve(name(input)), input);
      } catch (IOException e) {
        throw new UncheckedIOException("the corpus cannot be written: " + e.getMessage(), e);
      }
    }
    return true;
  }

  /** The same input always has the same name. */
  private static String name(byte... input) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(input);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** How many conversations were made up with this seed in earlier runs on this folder. */
  long played(long seed) {
    Path file = folder == null ? null : folder.resolve(PROGRESS);
    if (file == null || !Files.isRegularFile(file)) {
      return 0;
    }
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      return words.length == 2 && words[0].equals(Long.toString(seed))
          ? Long.parseLong(words[1])
          : 0;
    } catch (IOException | NumberFormatException e) {
      throw new IllegalStateException(file + " does not say how far an earlier run has come", e);
    }
  }

  /** The seed of the last run on this folder; {@code otherwise} if there was none. */
  static long lastSeed(Path folder, long otherwise) {
    try {
      Path file = folder.resolve(PROGRESS);
      String text = Files.isRegularFile(file) ? Files.readString(file).strip() : "";
      return text.matches("-?\\d{1,18} \\d{1,18}")
          ? Long.parseLong(text.substring(0, text.indexOf(' ')))
          : otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the corpus " + folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Says how far this run has come, for the next. */
  void progress(long seed, long played) {
    if (folder == null) {
      return;
    }
    try {
      Files.write(
          folder.resolve(PROGRESS),
          (seed + " " + played + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("the corpus cannot be written: " + e.getMessage(), e);
    }
  }
}
