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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

  private static final int CHUNK = 200;
  private static final WireLines WIRE_LINES = new WireLines(40, 32);

  private final HtmlCase cases;

  HtmlData(HtmlCase cases) {
    this.cases = cases;
  }

  /** A line for so many cases each, which are made, and read, independently of each other. */
  String encode(List<CaseResult> results) {
    return IntStream.range(0, (results.size() + CHUNK - 1) / CHUNK)
        .parallel()
        .mapToObj(i -> results.subList(i * CHUNK, Math.min(results.size(), (i + 1) * CHUNK)))
        .map(this::line)
        .collect(Collectors.joining("\n"));
  }

  private String line(List<CaseResult> results) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
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
            // What is empty the script does without.
            if (!member.equals("")) {
              json.writeName(name.toString());
              write(json, member);
            }
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
