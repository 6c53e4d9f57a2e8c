package dev.wspec.report;

import static dev.wspec.report.Nodes.constant;
import static dev.wspec.report.Nodes.each;
import static dev.wspec.report.Nodes.flag;
import static dev.wspec.report.Nodes.integer;
import static dev.wspec.report.Nodes.member;
import static dev.wspec.report.Nodes.number;
import static dev.wspec.report.Nodes.optionalText;
import static dev.wspec.report.Nodes.text;
import static dev.wspec.report.Nodes.texts;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

/** Reads what {@link ResultsWriter} wrote; what follows from the cases is worked out again. */
final class ResultsReader {

  private ResultsReader() {}

  static RunReport report(JsonNode node) {
    int schema = integer(node, "schema");
    if (schema != RunReport.SCHEMA) {
      throw new IllegalArgumentException(
          "results format " + schema + "; this wspec reads format " + RunReport.SCHEMA);
    }
    JsonNode suite = member(node, "suite");
    return new RunReport(
        new SuiteInfo(text(suite, "version"), text(suite, "commit")),
        Instant.parse(text(node, "started")),
        duration(node, "duration"),
        number(node, "seed"),
        subject(member(node, "subject")),
        selection(member(node, "selection")),
        policy(member(node, "policy")),
        constant(RunReport.Ending.class, node, "ending"),
        texts(node, "notes"),
        each(node, "cases", ResultsReader::caseResult),
        each(node, "facts", f -> new FactResult(text(f, "id"), text(f, "words"), text(f, "value"))),
        each(node, "requirements", ResultsReader::requirement));
  }

  private static SubjectInfo subject(JsonNode node) {
    return new SubjectInfo(
        text(node, "url"),
        constant(SubjectRole.class, node, "role"),
        new HashSet<>(each(node, "capabilities", c -> Capability.valueOf(c.stringValue()))),
        text(node, "software"));
  }

  private static SelectionInfo selection(JsonNode node) {
    return new SelectionInfo(
        texts(node, "select"),
        texts(node, "exclude"),
        integer(node, "available"),
        node.has("shard") ? text(node, "shard") : "");
  }

  private static Policy policy(JsonNode node) {
    return new Policy(
        flag(node, "strict"),
        constant(FailOn.class, node, "failOn"),
        duration(node, "timeout"),
        integer(node, "concurrency"),
        text(node, "baseline"),
        node.has("allowed") ? integer(node, "allowed") : 0);
  }

  static CaseResult caseResult(JsonNode node) {
    return new CaseResult(
        new CaseId(text(node, "id")),
        text(node, "title"),
        constant(Verdict.class, node, "verdict"),
        flag(node, "flaky"),
        constant(Standing.class, node, "standing"),
        duration(node, "duration"),
        each(node, "checks", ResultsReader::check),
        optionalText(node, "because"),
        node.has("transcript") ? TranscriptReader.transcript(member(node, "transcript")) : null,
        text(node, "rerun"));
  }

  private static CheckResult check(JsonNode node) {
    return new CheckResult(
        text(node, "requirement"),
        constant(Finding.class, node, "finding"),
        constant(Verdict.class, node, "verdict"),
        text(node, "accepted"),
        text(node, "observed"),
        optionalText(node, "because"));
  }

  private static RequirementResult requirement(JsonNode node) {
    return new RequirementResult(
        text(node, "id"),
        text(node, "rfc"),
        text(node, "section"),
        text(node, "keyword"),
        text(node, "summary"),
        constant(Verdict.class, node, "worst"),
        integer(node, "checks"));
  }

  private static Duration duration(JsonNode node, String name) {
    BigDecimal seconds = member(node, name).decimalValue();
    BigInteger nanos = seconds.movePointRight(9).toBigInteger();
    return Duration.ofNanos(nanos.longValueExact());
  }
}
