package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the comparison's script puts in on demand: deflated JSON in Base64. Sentences repeat across
 * targets, so each stands there once and answers refer to it by number.
 */
final class ComparisonData {

  private static final int SENTENCE = 160;

  private final Map<String, Integer> sentences = new LinkedHashMap<>();

  private ComparisonData() {}

  static String encode(Comparison comparison) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (OutputStream out = new DeflaterOutputStream(octets, deflater, 1 << 14)) {
      out.write(new ComparisonData().json(comparison).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(octets.toByteArray());
  }

  private String json(Comparison comparison) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("rows");
      comparison.rows().forEach(row -> row(json, row));
      json.writeEndArray();
      json.writeArrayPropertyStart("sentences");
      sentences.keySet().forEach(json::writeString);
      json.writeEndArray();
      json.writeObjectPropertyStart("requirements");
      comparison.rows().stream()
          .map(Comparison.Row::requirement)
          .distinct()
          .forEach(id -> comparison.requirement(id).ifPresent(r -> requirement(json, r)));
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  /** In the order of the matrix: title, requirement, whether it got worse, sentences. */
  private void row(JsonGenerator json, Comparison.Row row) {
    json.writeStartArray();
    json.writeString(row.title());
    json.writeString(row.requirement());
    json.writeNumber(row.regressed() ? 1 : 0);
    for (Comparison.Cell cell : row.cells()) {
      json.writeNumber(cell == null || cell.observed().isEmpty() ? -1 : number(cell.observed()));
    }
    json.writeEndArray();
  }

  private int number(String observed) {
    String sentence = Escapes.oneLine(observed, SENTENCE);
    return sentences.computeIfAbsent(sentence, s -> sentences.size());
  }

  private static void requirement(JsonGenerator json, RequirementResult requirement) {
    json.writeArrayPropertyStart(requirement.id());
    json.writeString(HtmlCase.where(requirement.rfc(), requirement.section()));
    json.writeString(HtmlCase.link(requirement.rfc(), requirement.section()));
    json.writeString(requirement.keyword());
    json.writeString(requirement.summary());
    json.writeEndArray();
  }
}
