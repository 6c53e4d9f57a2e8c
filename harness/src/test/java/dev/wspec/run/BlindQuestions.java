package dev.wspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Questions that no defect worsens, each with its reason: these lists may only get shorter. */
final class BlindQuestions {
  private BlindQuestions() {}

  /** Case and requirement of each line; the third column says why no defect can worsen it. */
  static List<String> of(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(BlindQuestions.class.getResourceAsStream(resource))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(lines).allMatch(line -> line.split("\t").length == 3, "has a reason");
      return lines.stream().map(line -> line.substring(0, line.lastIndexOf('\t'))).toList();
    }
  }
}
