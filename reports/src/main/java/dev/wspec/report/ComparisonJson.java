package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** A comparison for other programs. Columns are in the order of {@code targets}. */
public final class ComparisonJson {

  private static final int SCHEMA = 1;
  private static final int TEXT = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ComparisonJson() {}

  /**
   * Writes the file.
   *
   * @param resemblances for each target by name the implementation it resembles most
   */
  public static void write(Comparison comparison, Map<String, Resemblance> resemblances, Path file)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeNumberProperty("schema", SCHEMA);
      if (comparison.base() >= 0) {
        json.writeStringProperty("base", comparison.targets().get(comparison.base()).name());
      }
      json.writeArrayPropertyStart("targets");
      for (ComparedTarget target : comparison.targets()) {
        target(json, target, resemblances.get(target.name()));
      }
      json.writeEndArray();
      json.writeNumberProperty("differences", comparison.differences().size());
      json.writeArrayPropertyStart("cases");
      comparison.rows().forEach(row -> row(json, row));
      json.writeEndArray();
      json.writeArrayPropertyStart("facts");
      comparison.facts().forEach(row -> fact(json, row));
      json.writeEndArray();
      json.writeEndObject();
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private static void target(
      JsonGenerator json, ComparedTarget target, @Nullable Resemblance resemblance) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("name", target.name());
    json.writeStringProperty("about", target.about());
    RunReport report = target.report();
    if (report != null) {
      json.writeStringProperty("url", report.subject().url());
      json.writeStringProperty("software", report.subject().software());
      json.writeStringProperty("ending", report.ending().name());
      json.writeNumberProperty("seconds", report.duration().toMillis() / 1000.0);
      json.writeObjectPropertyStart("totals");
      for (Verdict verdict : Verdict.values()) {
        json.writeNumberProperty(verdict.name(), report.totals().count(verdict));
      }
      json.writeNumberProperty("flaky", report.totals().flaky());
      json.writeEndObject();
    }
    if (resemblance != null) {
      json.writeObjectPropertyStart("resembles");
      json.writeStringProperty("name", resemblance.name());
      json.writeNumberProperty("agreeing", resemblance.agreeing());
      json.writeNumberProperty("compared", resemblance.compared());
      json.writeEndObject();
    }
    if (!target.trouble().isEmpty()) {
      json.writeStringProperty("trouble", Escapes.oneLine(target.trouble(), TEXT));
    }
    strings(json, "log", target.log().stream().map(l -> Escapes.oneLine(l, TEXT)).toList());
    json.writeEndObject();
  }

  private static void row(JsonGenerator json, Comparison.Row row) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("id", row.id().value());
    json.writeStringProperty("title", row.title());
    json.writeStringProperty("requirement", row.requirement());
    json.writeBooleanProperty("differs", row.differs());
    json.writeBooleanProperty("regressed", row.regressed());
    json.writeArrayPropertyStart("answers");
    for (Comparison.Cell cell : row.cells()) {
      if (cell == null) {
        json.writeNull();
      } else {
        json.writeStartObject();
        json.writeStringProperty("verdict", cell.verdict().name());
        if (!cell.observed().isEmpty()) {
          json.writeStringProperty("observed", Escapes.oneLine(cell.observed(), TEXT));
        }
        if (cell.flaky()) {
          json.writeBooleanProperty("flaky", true);
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void fact(JsonGenerator json, Comparison.FactRow row) {
    json.writeRaw('\n');
    json.writeStartObject();
    json.writeStringProperty("id", row.id());
    json.writeStringProperty("words", row.words());
    strings(
        json, "values", row.values().stream().map(value -> Escapes.oneLine(value, TEXT)).toList());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
