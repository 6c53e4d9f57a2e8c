package dev.wspec.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpcodeTest {
  @ParameterizedTest
  @EnumSource
  void isFoundByItsCode(Opcode opcode) {
    assertThat(Opcode.of(opcode.code())).isSameAs(opcode);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF})
  void reservedCodesHaveNone(int code) {
    assertThat(Opcode.of(code)).isNull();
  }

  @Test
  void controlFramesHaveTheHighestBitSet() {
    assertThat(Opcode.values())
        .filteredOn(Opcode::isControl)
        .containsExactly(Opcode.CLOSE, Opcode.PING, Opcode.PONG);
  }
}
