package dev.wspec.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloseCodeTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
      })
  void eitherRoleMaySend(int code) {
    assertThat(CloseCode.mayBeSent(code, Role.CLIENT)).isTrue();
    assertThat(CloseCode.mayBeSent(code, Role.SERVER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535})
  void neitherRoleMaySend(int code) {
    assertThat(CloseCode.mayBeSent(code, Role.CLIENT)).isFalse();
    assertThat(CloseCode.mayBeSent(code, Role.SERVER)).isFalse();
  }

  @Test
  void onlyAClientMissesAnExtension() {
    assertThat(CloseCode.mayBeSent(1010, Role.CLIENT)).isTrue();
    assertThat(CloseCode.mayBeSent(1010, Role.SERVER)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyRuleIsAnsweredWithACodeThatBothRolesMaySend(Rule rule) {
    assertThat(CloseCode.mayBeSent(rule.closeCode(), Role.CLIENT)).isTrue();
    assertThat(CloseCode.mayBeSent(rule.closeCode(), Role.SERVER)).isTrue();
  }
}
