package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardTest {

  private final List<ConformanceCase> all = List.copyOf(Catalogue.load().all());

  @Test
  void every_case_belongs_to_one_shard_and_the_shards_are_of_like_size() {
    List<ConformanceCase> together = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      List<ConformanceCase> part = new Shard(i, 8).of(all);
      assertThat(part.size()).isBetween(all.size() / 16, all.size() / 4);
      together.addAll(part);
    }
    assertThat(together).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void a_case_stays_in_its_shard_for_ever() {
    assertThat(new Shard(2, 4).has(new CaseId("control/ping~size=1"))).isTrue();
    assertThat(new Shard(4, 4).has(new CaseId("closing/behind/close"))).isTrue();
  }

  @Test
  void only_i_of_n_is_a_shard() {
    assertThat(Shard.parse("2/3")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
    for (String wrong : List.of("0/3", "4/3", "1", "1/0", "a/b", "-1/2", "1/99999")) {
      assertThatThrownBy(() -> Shard.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("i/n");
    }
  }
}
