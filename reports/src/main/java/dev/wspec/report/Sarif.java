package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Level;
import dev.wspec.conformance.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * SARIF 2.1.0 for code scanning: a rule for each requirement that is broken or departed from, and a
 * result for each fault. What the baseline expects is suppressed.
 */
public final class Sarif implements ReportFormat {

  private static final int SENTENCE = 600;

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      write(report, out);
    }
  }

  static void write(RunReport report, Writer out) {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), out)) {
      new Run(json, report).write();
    }
  }

  /** One report on its way out. */
  private static final class Run {
    private final JsonGenerator json;
    private final RunReport report;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, RequirementResult> requirements = new HashMap<>();

    Run(JsonGenerator json, RunReport report) {
      this.json = json;
      this.report = report;
      faults.addAll(Fault.of(report.cases(), Verdict.FAIL));
      faults.addAll(Fault.of(report.cases(), Verdict.NON_STRICT));
      report.requirements().forEach(r -> requirements.put(r.id(), r));
    }

    void write() {
      json.writeStartObject();
      json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringProperty("version", "2.1.0");
      json.writeArrayPropertyStart("runs");
      json.writeStartObject();
      json.writeObjectPropertyStart("tool");
      json.writeObjectPropertyStart("driver");
      json.writeStringProperty("name", "wspec");
      json.writeStringProperty("version", report.suite().version());
      List<String> rules = faults.stream().map(Fault::requirement).distinct().toList();
      json.writeArrayPropertyStart("rules");
      rules.forEach(this::rule);
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayPropertyStart("invocations");
      json.writeStartObject();
      json.writeBooleanProperty(
          "executionSuccessful", report.ending() == RunReport.Ending.COMPLETE);
      json.writeStringProperty("startTimeUtc", report.started().toString());
      json.writeStringProperty("endTimeUtc", report.started().plus(report.duration()).toString());
      json.writeEndObject();
      json.writeEndArray();
      json.writeArrayPropertyStart("results");
      faults.forEach(fault -> result(fault, rules.indexOf(fault.requirement())));
      json.writeEndArray();
      json.writeStringProperty("columnKind", "utf16CodeUnits");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }

    private void rule(String id) {
      RequirementResult asked = requirements.get(id);
      json.writeStartObject();
      json.writeStringProperty("id", id);
      if (asked != null) {
        text("shortDescription", asked.summary());
        String why = SectionTable.WHY.nearest(asked.rfc(), asked.section());
        text("fullDescription", why.isEmpty() ? asked.summary() : asked.summary() + " " + why);
        String link = HtmlCase.link(asked.rfc(), asked.section());
        if (!link.isEmpty()) {
          json.writeStringProperty("helpUri", link);
        }
        json.writeObjectPropertyStart("defaultConfiguration");
        boolean must = Level.ofKeyword(asked.keyword()) == Level.MUST;
        json.writeStringProperty("level", must ? "error" : "warning");
        json.writeEndObject();
      }
      json.writeEndObject();
    }

    private void result(Fault fault, int rule) {
      json.writeStartObject();
      json.writeStringProperty("ruleId", fault.requirement());
      json.writeNumberProperty("ruleIndex", rule);
      json.writeStringProperty("level", fault.verdict() == Verdict.FAIL ? "error" : "warning");
      int count = fault.cases().size();
      String observed = fault.observations().get(0).check().observed();
      text(
          "message",
          Escapes.oneLine(observed, SENTENCE)
              + " Seen in "
              + CaseCount.words(count)
              + ". Reproduce: "
              + Escapes.oneLine(fault.example().rerun(), SENTENCE));
      location(fault);
      json.writeObjectPropertyStart("partialFingerprints");
      json.writeStringProperty("wspec/v1", fault.requirement());
      json.writeEndObject();
      boolean expected = fault.cases().stream().allMatch(c -> c.standing() == Standing.EXPECTED);
      if (expected) {
        json.writeArrayPropertyStart("suppressions");
        json.writeStartObject();
        json.writeStringProperty("kind", "external");
        json.writeStringProperty("justification", "expected by the baseline");
        json.writeEndObject();
        json.writeEndArray();
      }
      json.writeEndObject();
    }

    /** Code scanning asks for a file; the case that shows the fault stands in for it. */
    private void location(Fault fault) {
      String id = fault.example().id().value();
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      json.writeObjectPropertyStart("physicalLocation");
      json.writeObjectPropertyStart("artifactLocation");
      json.writeStringProperty("uri", "wspec/" + id.replaceAll("[^A-Za-z0-9/._~=-]", "_"));
      json.writeEndObject();
      json.writeObjectPropertyStart("region");
      json.writeNumberProperty("startLine", 1);
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayPropertyStart("logicalLocations");
      json.writeStartObject();
      json.writeStringProperty("fullyQualifiedName", id);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
    }

    private void text(String name, String text) {
      json.writeObjectPropertyStart(name);
      json.writeStringProperty("text", text);
      json.writeEndObject();
    }
  }
}
