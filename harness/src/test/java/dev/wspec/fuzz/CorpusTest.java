package dev.wspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
  private static final byte[] ONE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

  @TempDir private Path folder;

  @Test
  void only_what_shows_something_new_is_kept() {
    Corpus corpus = new Corpus(null);
    assertThat(corpus.consider(ONE, "a")).isTrue();
    assertThat(corpus.consider(new byte[] {2}, "a")).isFalse();
    assertThat(corpus.consider(new byte[] {3}, "b")).isTrue();
    assertThat(corpus.size()).isEqualTo(2);
  }

  @Test
  void what_is_kept_steers_what_comes_next() {
    Corpus corpus = new Corpus(null);
    corpus.consider(ONE, "a");
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> next = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      next.add(corpus.next(random, i % 2 == 0));
    }
    assertThat(next).allSatisfy(input -> assertThat(input).hasSizeBetween(1, Corpus.LONGEST));
    assertThat(next.stream().filter(CorpusTest::resembles).count()).isBetween(50L, 150L);
  }

  /** Two of its octets in their places: by chance that is one in a few hundred. */
  private static boolean resembles(byte[] input) {
    int same = 0;
    for (int i = 0; i < Math.min(input.length, ONE.length); i++) {
      same += input[i] == ONE[i] ? 1 : 0;
    }
    return same >= 2;
  }

  @Test
  void a_folder_remembers_inputs_and_how_far_it_came() throws Exception {
    Corpus first = new Corpus(folder);
    first.consider(ONE, "a");
    first.progress(7, 1234);
    Corpus second = new Corpus(folder);
    assertThat(second.stored()).containsExactly(ONE);
    assertThat(second.played(7)).isEqualTo(1234);
    assertThat(second.played(8)).isZero();
    assertThat(Corpus.lastSeed(folder, 5)).isEqualTo(7);
    Files.writeString(folder.resolve("progress.txt"), "");
    assertThat(second.played(7)).as("cut off by a power failure").isZero();
  }
}
