package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML in the flavour that Jenkins, GitLab and GitHub read: a suite for each area, a failure
 * where the gate fails, an error where wspec could not find out; what does not apply and what the
 * baseline expects is skipped.
 */
public final class JUnitXml implements ReportFormat {

  private static final int TEXT = 2000;
  private static final int MESSAGE = 300;
  private static final WireLines LAST_EVENTS = new WireLines(10, 32);

  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  @Override
  public String name() {
    return "junit";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      write(report, out);
    }
  }

  static void write(RunReport report, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new Run(xml, report).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  /** One report on its way out. */
  private static final class Run {
    private final XMLStreamWriter xml;
    private final RunReport report;
    private final Gate gate;
    private final Map<String, RequirementResult> requirements = new HashMap<>();

    Run(XMLStreamWriter xml, RunReport report) {
      this.xml = xml;
      this.report = report;
      // A run that only measures still shows what is broken.
      FailOn failOn = report.policy().failOn();
      this.gate = new Gate(failOn == FailOn.NEVER ? FailOn.MUST : failOn);
      report.requirements().forEach(r -> requirements.put(r.id(), r));
    }

    void write() throws XMLStreamException {
      xml.writeStartDocument("UTF-8", "1.0");
      newLine("");
      xml.writeStartElement("testsuites");
      attribute("name", "wspec " + Escapes.oneLine(report.subject().url(), TEXT));
      counts(report.cases(), report.ending() == RunReport.Ending.SUBJECT_LOST ? 1 : 0);
      attribute("time", seconds(report.duration()));
      Map<String, List<CaseResult>> areas = new TreeMap<>();
      report
          .cases()
          .forEach(c -> areas.computeIfAbsent(c.id().area(), a -> new ArrayList<>()).add(c));
      for (Map.Entry<String, List<CaseResult>> area : areas.entrySet()) {
        suite(area.getKey(), area.getValue());
      }
      if (report.ending() == RunReport.Ending.SUBJECT_LOST) {
        lost();
      }
      newLine("");
      xml.writeEndElement();
      newLine("");
      xml.writeEndDocument();
    }

    private void suite(String area, List<CaseResult> cases) throws XMLStreamException {
      newLine("  ");
      xml.writeStartElement("testsuite");
      attribute("name", "wspec." + area);
      counts(cases, 0);
      Duration sum = cases.stream().map(CaseResult::duration).reduce(Duration.ZERO, Duration::plus);
      attribute("time", seconds(sum));
      // Without zone, in UTC, as the consumers expect it.
      attribute("timestamp", report.started().toString().replaceFirst("(\\.\\d+)?Z$", ""));
      newLine("    ");
      xml.writeStartElement("properties");
      property("subject", report.subject().url());
      property("software", report.subject().software());
      property("wspec", report.suite().version());
      property("commit", report.suite().commit());
      property("seed", Long.toString(report.seed()));
      newLine("    ");
      xml.writeEndElement();
      for (CaseResult result : cases) {
        testCase(area, result);
      }
      newLine("  ");
      xml.writeEndElement();
    }

    /** Without this a run that judged nothing would look like one that found nothing. */
    private void lost() throws XMLStreamException {
      newLine("  ");
      xml.writeStartElement("testsuite");
      attribute("name", "wspec.run");
      attribute("tests", "1");
      attribute("errors", "1");
      newLine("    ");
      xml.writeStartElement("testcase");
      attribute("classname", "wspec.run");
      attribute("name", "the subject answers to the end");
      newLine("      ");
      xml.writeEmptyElement("error");
      attribute("message", Escapes.oneLine(String.join(" ", report.notes()), TEXT));
      newLine("    ");
      xml.writeEndElement();
      newLine("  ");
      xml.writeEndElement();
    }

    private void counts(List<CaseResult> cases, int lost) throws XMLStreamException {
      attribute("tests", Long.toString(cases.size() + lost));
      attribute("failures", Long.toString(count(cases, Outcome.FAILURE)));
      attribute("errors", Long.toString(count(cases, Outcome.ERROR) + lost));
      attribute("skipped", Long.toString(count(cases, Outcome.SKIPPED)));
    }

    private long count(List<CaseResult> cases, Outcome outcome) {
      return cases.stream().filter(c -> outcome(c) == outcome).count();
    }

    private Outcome outcome(CaseResult result) {
      if (!gate.evaluate(List.of(result)).passed()) {
        return Outcome.FAILURE;
      }
      boolean expected = result.standing() == Standing.EXPECTED;
      if (result.verdict() == Verdict.NOT_APPLICABLE || (expected && !result.flaky())) {
        return Outcome.SKIPPED;
      }
      return result.verdict() == Verdict.ERROR ? Outcome.ERROR : Outcome.PASSED;
    }

    private void testCase(String area, CaseResult result) throws XMLStreamException {
      newLine("    ");
      xml.writeStartElement("testcase");
      attribute("classname", "wspec." + area);
      attribute("name", result.id().value());
      attribute("time", seconds(result.duration()));
      String message = message(result);
      switch (outcome(result)) {
        case FAILURE -> problem("failure", result, message);
        case ERROR -> problem("error", result, message);
        case SKIPPED -> {
          newLine("      ");
          xml.writeEmptyElement("skipped");
          attribute("message", message);
        }
        case PASSED -> {
          if (result.verdict() != Verdict.PASS || result.flaky()) {
            newLine("      ");
            xml.writeStartElement("system-out");
            xml.writeCharacters(legal(message));
            xml.writeEndElement();
          }
        }
      }
      newLine("    ");
      xml.writeEndElement();
    }

    private String message(CaseResult result) {
      String front =
          switch (result.standing()) {
            case UNEXPECTED_PASS -> "better than the baseline says: " + result.verdict().words();
            case EXPECTED -> "expected " + result.verdict().words();
            default -> (result.flaky() ? "flaky " : "") + result.verdict().words();
          };
      String why = Escapes.oneLine(result.explanation(), MESSAGE);
      return why.isEmpty() ? front : front + ": " + why;
    }

    private void problem(String element, CaseResult result, String message)
        throws XMLStreamException {
      newLine("      ");
      xml.writeStartElement(element);
      attribute("message", message);
      attribute("type", result.verdict().name());
      xml.writeCharacters(legal(story(result)));
      xml.writeEndElement();
    }

    private String story(CaseResult result) {
      StringBuilder out = new StringBuilder(result.title()).append('\n');
      for (CheckResult check : result.checks()) {
        if (check.verdict() == Verdict.PASS || check.verdict() == Verdict.NOT_APPLICABLE) {
          continue;
        }
        RequirementResult asked = requirements.get(check.requirement());
        String section = asked == null ? "" : ", " + asked.rfc() + " §" + asked.section();
        out.append('\n').append(check.verdict().words()).append(": ");
        out.append(check.requirement()).append(section).append('\n');
        out.append("accepted: ").append(Escapes.oneLine(check.accepted(), TEXT)).append('\n');
        out.append("observed: ").append(Escapes.oneLine(check.observed(), TEXT)).append('\n');
      }
      if (result.transcript() != null) {
        out.append('\n');
        for (WireLine line : LAST_EVENTS.last(result.transcript())) {
          out.append(line.direction().symbol()).append(' ').append(line.time()).append("  ");
          out.append(line.end()).append(line.end().isEmpty() ? "" : ": ").append(line.name());
          out.append(' ').append(String.join(", ", line.details()));
          out.append("  ").append(String.join(" | ", line.content())).append('\n');
        }
      }
      return out.append("\nrerun: ")
          .append(Escapes.oneLine(result.rerun(), TEXT))
          .append('\n')
          .toString();
    }

    private void property(String name, String value) throws XMLStreamException {
      newLine("      ");
      xml.writeEmptyElement("property");
      attribute("name", name);
      attribute("value", Escapes.oneLine(value, TEXT));
    }

    private void attribute(String name, String value) throws XMLStreamException {
      xml.writeAttribute(name, legal(value));
    }

    private void newLine(String indent) throws XMLStreamException {
      xml.writeCharacters("\n" + indent);
    }

    private static String seconds(Duration duration) {
      return BigDecimal.valueOf(duration.toNanos(), 9).setScale(3, RoundingMode.HALF_UP).toString();
    }

    /** Without the characters that XML 1.0 §2.2 does not have, escaped or not. */
    private static String legal(String text) {
      StringBuilder out = new StringBuilder(text.length());
      text.codePoints().forEach(c -> out.appendCodePoint(isLegal(c) ? c : 0xFFFD));
      return out.toString();
    }

    private static boolean isLegal(int c) {
      return c == '\t'
          || c == '\n'
          || c == '\r'
          || (c >= 0x20 && c <= 0xD7FF)
          || (c >= 0xE000 && c <= 0xFFFD)
          || c >= 0x10000;
    }
  }
}
