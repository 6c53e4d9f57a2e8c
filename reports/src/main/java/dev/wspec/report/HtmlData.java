package dev.wspec.report;

import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * What has parts is an array of them, without the empty ones at its end; {@code report.js} names
 * them.
 */
final class HtmlData {

  private static final int CHUNK = 100;
  private static final int TEXT = 600;

  /** Who looks at what passed wants to see that it did, not every frame of it. */
  private static final WireLines PASSED = new WireLines(12, 16);

  private static final WireLines OTHERS = new WireLines(32, 32);
  private static final JsonFactory FACTORY = new JsonFactory();

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
      write(results, out);
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail", e);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().encodeToString(octets.toByteArray());
  }

  private void write(List<CaseResult> results, OutputStream out) {
    Set<String> requirements = new LinkedHashSet<>();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeObjectPropertyStart("cases");
      for (CaseResult result : results) {
        json.writeArrayPropertyStart(result.id().value());
        body(json, result);
        json.writeEndArray();
        result.checks().forEach(check -> requirements.add(check.requirement()));
      }
      json.writeEndObject();
      json.writeObjectPropertyStart("requirements");
      for (String id : requirements) {
        json.writeArrayPropertyStart(id);
        HtmlCase.Asked asked = cases.asked(id);
        texts(json, asked.where(), asked.link(), asked.keyword(), asked.summary());
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private void body(JsonGenerator json, CaseResult result) {
    json.writeString(Escapes.oneLine(result.rerun(), TEXT));
    json.writeStartArray();
    for (CheckResult check : result.checks()) {
      json.writeStartArray();
      texts(
          json,
          HtmlCase.key(check.verdict()),
          check.requirement(),
          Escapes.oneLine(check.observed(), TEXT),
          cases.accepted(check),
          HtmlCase.because(check.because()));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStartArray();
    Transcript transcript = result.transcript();
    if (transcript != null) {
      WireLines lines = result.verdict() == Verdict.PASS ? PASSED : OTHERS;
      lines.of(transcript).forEach(line -> line(json, line));
    }
    json.writeEndArray();
    json.writeString(HtmlCase.because(result.because()));
  }

  private static void line(JsonGenerator json, WireLine line) {
    json.writeStartArray();
    json.writeNumber(line.direction().ordinal());
    json.writeString(line.time());
    json.writeString(line.name());
    array(json, line.remarksShown());
    array(json, line.content());
    if (line.anatomy().isEmpty()) {
      texts(json, line.payloadHex(), line.detailsShown());
    } else {
      json.writeString(line.payloadHex());
      json.writeStartArray();
      for (FrameAnatomy part : line.anatomy()) {
        json.writeStartArray();
        texts(json, part.name(), part.bits(), part.meaning(), part.offence());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void array(JsonGenerator json, List<String> elements) {
    json.writeStartArray();
    elements.forEach(json::writeString);
    json.writeEndArray();
  }

  /** The elements of an array without the empty ones at its end. */
  private static void texts(JsonGenerator json, String... texts) {
    int count = texts.length;
    while (count > 0 && texts[count - 1].isEmpty()) {
      count--;
    }
    for (int i = 0; i < count; i++) {
      json.writeString(texts[i]);
    }
  }
}
