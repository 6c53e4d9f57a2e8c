package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Requirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The third law: what is unusual and right is not complained of. */
class LibertyLawTest {

  /** Everyday builds ask every liberty a share of the cases, each another share. */
  private static final int SHARES = 8;

  private static final long SEED = 20261125;
  private static final int PAIRS = 60;

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final List<ConformanceCase> CASES = List.copyOf(Catalogue.load().usual());

  @ParameterizedTest
  @EnumSource(Liberty.class)
  void noLibertyIsComplainedOfInItsShareOfTheCases(Liberty liberty) throws Exception {
    int share = liberty.ordinal() % SHARES;
    assertNoFailure(
        liberty.behaviour(),
        IntStream.range(0, CASES.size())
            .filter(i -> i % SHARES == share)
            .mapToObj(CASES::get)
            .toList());
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Liberty.class)
  void noLibertyIsComplainedOf(Liberty liberty) throws Exception {
    assertNoFailure(liberty.behaviour(), CASES);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void noPairOfLibertiesIsComplainedOf(List<Liberty> pair) throws Exception {
    assertNoFailure(pair.get(1).applyTo(pair.get(0).behaviour()), CASES);
  }

  /** The same pairs every time; all liberties occur. */
  static List<List<Liberty>> pairs() {
    Random random = new Random(SEED);
    Liberty[] all = Liberty.values();
    List<List<Liberty>> pairs = new ArrayList<>();
    for (int i = 0; pairs.size() < Math.max(PAIRS, all.length); i++) {
      Liberty one = all[i % all.length];
      Liberty other = all[random.nextInt(all.length)];
      if (one != other) {
        pairs.add(List.of(one, other));
      }
    }
    return pairs;
  }

  private static void assertNoFailure(Behaviour behaviour, Collection<ConformanceCase> cases)
      throws Exception {
    SelfTest selfTest = new SelfTest(cases, REQUIREMENTS, 8, Duration.ofSeconds(20));
    assertThat(selfTest.about(behaviour).failures()).isEmpty();
  }
}
