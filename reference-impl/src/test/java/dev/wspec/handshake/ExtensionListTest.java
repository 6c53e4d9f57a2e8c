package dev.wspec.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionListTest {
  @Test
  void joinsFieldsAndUnquotesValues() throws HandshakeViolation {
    ExtensionList list =
        ExtensionList.of(
            Fields.of(
                ExtensionList.FIELD, "foo ; a = \"1\\2\" ;b,, bar",
                ExtensionList.FIELD, "baz"));

    assertThat(list.extensions())
        .containsExactly(
            new Extension(
                "foo",
                List.of(new Extension.Parameter("a", "12"), new Extension.Parameter("b", null))),
            new Extension("bar", List.of()),
            new Extension("baz", List.of()));
    assertThat(list.extensions().get(0)).hasToString("foo; a=12; b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "foo;",
        ";a",
        "foo;a=",
        "foo;a=\"b",
        "foo;a=\"\"",
        "foo;a=\"b c\"",
        "foo;a=\"b\\",
        "foo a",
        "foo,;",
        "=",
        "foo;a=b=c",
        "foo\u0080",
        "foo;a=\"b\"c"
      })
  void refusesWhatBreaksTheGrammar(String value) {
    assertThatThrownBy(() -> ExtensionList.of(Fields.of(ExtensionList.FIELD, value)))
        .isInstanceOf(HandshakeViolation.class);
  }
}
