package dev.wspec.report;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the results model as JSON (see {@code results.schema.json}). By hand rather than by
 * reflection: that is several times faster in a program that lives for a second, and the format
 * stands here to be read.
 */
final class ResultsWriter {

  private final JsonGenerator json;
  private final TranscriptWriter transcripts;

  ResultsWriter(JsonGenerator json) {
    this.json = json;
    this.transcripts = new TranscriptWriter(json);
  }

  void report(RunReport report) {
    json.writeStartObject();
    json.writeNumberProperty("schema", RunReport.SCHEMA);
    json.writeObjectPropertyStart("suite");
    json.writeStringProperty("version", report.suite().version());
    json.writeStringProperty("commit", report.suite().commit());
    json.writeEndObject();
    json.writeStringProperty("started", report.started().toString());
    json.writeNumberProperty("duration", seconds(report.duration()));
    json.writeNumberProperty("seed", report.seed());
    subject(report.subject());
    selection(report.selection());
    policy(report.policy());
    json.writeStringProperty("ending", report.ending().name());
    strings("notes", report.notes());
    totals(report.totals());
    json.writeBooleanProperty("passed", report.gate().passed());
    json.writeArrayPropertyStart("cases");
    for (CaseResult result : report.cases()) {
      // A line for each, for people with grep and diff.
      json.writeRaw('\n');
      caseResult(result);
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("facts");
    report.facts().forEach(this::fact);
    json.writeEndArray();
    json.writeArrayPropertyStart("requirements");
    for (RequirementResult requirement : report.requirements()) {
      json.writeRaw('\n');
      requirement(requirement);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void subject(SubjectInfo subject) {
    json.writeObjectPropertyStart("subject");
    json.writeStringProperty("url", subject.url());
    json.writeStringProperty("role", subject.role().name());
    strings("capabilities", subject.capabilities().stream().map(Capability::name).toList());
    json.writeStringProperty("software", subject.software());
    json.writeEndObject();
  }

  private void selection(SelectionInfo selection) {
    json.writeObjectPropertyStart("selection");
    strings("select", selection.select());
    strings("exclude", selection.exclude());
    json.writeNumberProperty("available", selection.available());
    if (!selection.shard().isEmpty()) {
      json.writeStringProperty("shard", selection.shard());
    }
    json.writeEndObject();
  }

  private void policy(Policy policy) {
    json.writeObjectPropertyStart("policy");
    json.writeBooleanProperty("strict", policy.strict());
    json.writeStringProperty("failOn", policy.failOn().name());
    json.writeNumberProperty("timeout", seconds(policy.timeout()));
    json.writeNumberProperty("concurrency", policy.concurrency());
    json.writeStringProperty("baseline", policy.baseline());
    json.writeNumberProperty("allowed", policy.allowed());
    json.writeEndObject();
  }

  private void totals(Totals totals) {
    json.writeObjectPropertyStart("totals");
    for (Verdict verdict : Verdict.values()) {
      json.writeNumberProperty(verdict.name(), totals.count(verdict));
    }
    json.writeNumberProperty("flaky", totals.flaky());
    json.writeEndObject();
  }

  void caseResult(CaseResult result) {
    json.writeStartObject();
    json.writeStringProperty("id", result.id().value());
    json.writeStringProperty("title", result.title());
    json.writeStringProperty("verdict", result.verdict().name());
    json.writeBooleanProperty("flaky", result.flaky());
    json.writeStringProperty("standing", result.standing().name());
    json.writeNumberProperty("duration", seconds(result.duration()));
    json.writeArrayPropertyStart("checks");
    result.checks().forEach(this::check);
    json.writeEndArray();
    if (result.because() != null) {
      json.writeStringProperty("because", result.because());
    }
    if (result.transcript() != null) {
      json.writeName("transcript");
      transcripts.write(
          result.verdict() == Verdict.PASS
              ? Abridgement.of(result.transcript())
              : result.transcript());
    }
    json.writeStringProperty("rerun", result.rerun());
    json.writeEndObject();
  }

  private void check(CheckResult check) {
    json.writeStartObject();
    json.writeStringProperty("requirement", check.requirement());
    json.writeStringProperty("finding", check.finding().name());
    json.writeStringProperty("verdict", check.verdict().name());
    json.writeStringProperty("accepted", check.accepted());
    json.writeStringProperty("observed", check.observed());
    if (check.because() != null) {
      json.writeStringProperty("because", check.because());
    }
    json.writeEndObject();
  }

  private void fact(FactResult fact) {
    json.writeStartObject();
    json.writeStringProperty("id", fact.id());
    json.writeStringProperty("words", fact.words());
    json.writeStringProperty("value", fact.value());
    json.writeEndObject();
  }

  private void requirement(RequirementResult requirement) {
    json.writeStartObject();
    json.writeStringProperty("id", requirement.id());
    json.writeStringProperty("rfc", requirement.rfc());
    json.writeStringProperty("section", requirement.section());
    json.writeStringProperty("keyword", requirement.keyword());
    json.writeStringProperty("summary", requirement.summary());
    json.writeStringProperty("worst", requirement.worst().name());
    json.writeNumberProperty("checks", requirement.checks());
    json.writeEndObject();
  }

  private void strings(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.getSeconds())
        .add(BigDecimal.valueOf(duration.getNano(), 9))
        .setScale(9);
  }
}
