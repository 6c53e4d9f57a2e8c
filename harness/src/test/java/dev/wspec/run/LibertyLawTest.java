package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Behaviour;
import dev.wspec.behaviour.Liberty;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Effort;
import dev.wspec.conformance.Requirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The third law: what is unusual and right is not complained of. Where it is not to the letter, the
 * liberty itself says about which requirements a lesser verdict may be given.
 */
class LibertyLawTest {

  /** Everyday builds ask every liberty a share of the cases, each another share. */
  private static final int SHARES = 12;

  private static final long SEED = 20261125;

  private static final Requirements REQUIREMENTS = Requirements.load();
  private static final List<ConformanceCase> CASES = List.copyOf(Catalogue.load().usual());
  private static final List<ConformanceCase> LARGE =
      Catalogue.load().optIn().stream().filter(each -> each.effort() == Effort.MUCH).toList();

  @ParameterizedTest
  @EnumSource(Liberty.class)
  void noLibertyIsComplainedOfInItsShareOfTheCases(Liberty liberty) throws Exception {
    assertNoMoreThanAllowed(share(CASES, liberty.ordinal(), SHARES), liberty);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Liberty.class)
  void noLibertyIsComplainedOf(Liberty liberty) throws Exception {
    assertNoMoreThanAllowed(CASES, liberty);
  }

  /** Each liberty is asked some of the cases that take much; together they are asked all. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Liberty.class)
  void noLibertyIsComplainedOfWhereMuchIsSent(Liberty liberty) throws Exception {
    assertNoMoreThanAllowed(share(LARGE, liberty.ordinal(), Liberty.values().length), liberty);
  }

  @Tag("slow")
  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void noPairOfLibertiesIsComplainedOf(List<Liberty> pair) throws Exception {
    assertNoMoreThanAllowed(CASES, pair.toArray(Liberty[]::new));
  }

  /** The same pairs every time; every liberty is in one of them. */
  static List<List<Liberty>> pairs() {
    List<Liberty> all = new ArrayList<>(List.of(Liberty.values()));
    Collections.shuffle(all, new Random(SEED));
    return IntStream.range(0, (all.size() + 1) / 2)
        .mapToObj(
            i -> List.of(all.get(i), all.get(i == all.size() - 1 - i ? 0 : all.size() - 1 - i)))
        .toList();
  }

  private static List<ConformanceCase> share(List<ConformanceCase> cases, int which, int shares) {
    return IntStream.range(0, cases.size())
        .filter(i -> i % shares == which % shares)
        .mapToObj(cases::get)
        .toList();
  }

  private static void assertNoMoreThanAllowed(
      Collection<ConformanceCase> cases, Liberty... liberties) throws Exception {
    Behaviour behaviour = Behaviour.CONFORMING;
    Set<String> allowed = new TreeSet<>();
    for (Liberty liberty : liberties) {
      behaviour = liberty.applyTo(behaviour);
      allowed.addAll(liberty.lesser());
    }
    SelfTest.Complaints complaints =
        new SelfTest(cases, REQUIREMENTS, 8, Duration.ofSeconds(20)).about(behaviour);
    assertThat(complaints.failures()).isEmpty();
    assertThat(complaints.worsened())
        .as("lesser verdicts that %s does not allow", List.of(liberties))
        .allMatch(question -> allowed.contains(question.requirement()));
  }
}
