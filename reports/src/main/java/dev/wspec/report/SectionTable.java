package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A sentence for sections of RFCs, from a resource with the columns rfc, section and sentence. */
final class SectionTable {

  /** What sections are called. */
  static final SectionTable TITLES = new SectionTable("sections.tsv");

  /** What goes wrong for people where a section is not kept to. */
  static final SectionTable WHY = new SectionTable("why.tsv");

  private final Map<String, String> sentences = new HashMap<>();

  private SectionTable(String resource) {
    try (InputStream in =
            Objects.requireNonNull(SectionTable.class.getResourceAsStream(resource), resource);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t", 3);
        sentences.put(columns[0] + " " + columns[1], columns[2]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sentence of just this section, or empty. */
  String of(String rfc, String section) {
    return sentences.getOrDefault(rfc + " " + section, "");
  }

  /** The sentence of the section, or of the innermost one around it that has one, or empty. */
  String nearest(String rfc, String section) {
    for (String at = section; !at.isEmpty(); at = around(at)) {
      String sentence = of(rfc, at);
      if (!sentence.isEmpty()) {
        return sentence;
      }
    }
    return "";
  }

  private static String around(String section) {
    return section.substring(0, Math.max(0, section.lastIndexOf('.')));
  }
}
