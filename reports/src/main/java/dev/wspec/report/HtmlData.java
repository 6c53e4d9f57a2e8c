package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The details that the page's script puts in when somebody opens a case: JSON, by case id, deflated
 * because 1500 transcripts are many megabytes, and in Base64, which cannot end a script element.
 */
final class HtmlData {

  private static final WireLines WIRE_LINES = new WireLines(40, 32);

  private final HtmlCase cases;

  HtmlData(HtmlCase cases) {
    this.cases = cases;
  }

  String encode(List<CaseResult> results) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (OutputStream out = new DeflaterOutputStream(octets, deflater, 1 << 14)) {
      out.write(json(results).getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(octets.toByteArray());
  }

  private String json(List<CaseResult> results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      for (CaseResult result : results) {
        json.writeName(result.id().value());
        write(json, cases.body(result, WIRE_LINES));
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value) {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, member) -> {
            json.writeName(name.toString());
            write(json, member);
          });
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(element -> write(json, element));
      json.writeEndArray();
    } else {
      json.writeString(value.toString());
    }
  }
}
