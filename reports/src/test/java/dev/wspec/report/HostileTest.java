package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Transcript;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a subject puts wherever it can, in every output it stays text. */
class HostileTest {

  /** Markup, commands, formulas and what moves a cursor, in every dialect that an output has. */
  private static final String EVIL =
      "=1+1</script><script>alert(1)</script><img src=x onerror=alert(2)>]]><!--\"'`|\\"
          + "\r\n::error::planted\n##[error]planted\n# planted\n[a](javascript:alert(3))"
          + "\u001b[2J\u001b]0;planted\u0007\b\t\u0000\u007f\u0085\u009b31m"
          + "\u202e\u2066\u2028\u2029\ufeff\ud800 ${7*7}<#list> @everyone www.evil.example";

  @TempDir private Path folder;

  private static RunReport report() {
    List<CaseResult> cases = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      cases.add(result(verdict));
    }
    return new RunReport(
        new SuiteInfo("0.1.0", ""),
        Instant.EPOCH,
        Duration.ofSeconds(1),
        1,
        new SubjectInfo("ws://localhost/" + EVIL, SubjectRole.SERVER, SampleRun.CAPABILITIES, EVIL),
        new SelectionInfo(List.of(), List.of(), 6),
        new Policy(true, FailOn.SHOULD, Duration.ofSeconds(1), 1, ""),
        RunReport.Ending.SUBJECT_LOST,
        List.of(EVIL),
        cases,
        List.of(new FactResult("reason", "Reason in its Close frames", EVIL)),
        RequirementResult.of(cases, Requirements.load()));
  }

  private static CaseResult result(Verdict verdict) {
    RawRequest request = RawRequest.get("/" + EVIL, List.of());
    RawResponse response =
        RawResponse.parse("HTTP/1.1 101 " + EVIL + "\r\nServer: " + EVIL + "\r\n\r\n", EVIL);
    Payload payload = Payload.whole(EVIL.getBytes(UTF_8));
    Message message = new Message(1, payload, 2, true, 3, EVIL);
    return new CaseResult(
        new CaseId("control/" + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-')),
        "A title",
        verdict,
        false,
        Standing.NEW,
        Duration.ofMillis(1),
        List.of(
            new CheckResult("6455-5.5-02", Finding.BROKEN, verdict, "accepted", EVIL, EVIL),
            new CheckResult("6455-5.5-04", Finding.BROKEN, verdict, "accepted", EVIL, null)),
        EVIL,
        new Transcript(
            SubjectRole.SERVER,
            SampleRun.CAPABILITIES,
            List.of(
                new Event.Opened(1, 0, request, response),
                new Event.Refused(2, 0, request, response, true),
                SampleRun.received(3, true, 0, 1, "\u0003\u00e8" + EVIL.replaceAll("[^ -~]", "?")),
                SampleRun.received(4, true, 0, 8, "\u0003\u00e8\u001b[2J<script>"),
                new Event.ReceivedMessage(5, 0, message),
                new Event.Malformed(6, 0, false, payload, EVIL),
                new Event.Note(7, 0, EVIL),
                new Event.Ended(8, 0, Event.Ended.How.EOF))),
        "wspec server 'ws://localhost/" + EVIL + "'");
  }

  private static Comparison comparison() {
    ComparedTarget dead = new ComparedTarget("b" + EVIL, EVIL, null, EVIL, List.of(EVIL));
    return Comparison.of(List.of(ComparedTarget.tested("a" + EVIL, EVIL, report()), dead), 0);
  }

  /** Every text that wspec writes, by the kind of its output. */
  private static Map<String, String> outputs(Path folder) throws IOException {
    Map<String, String> outputs = new TreeMap<>();
    for (ReportFormat format : ServiceLoader.load(ReportFormat.class)) {
      Path file = folder.resolve(format.name() + (format.name().equals("badge") ? ".svg" : ""));
      format.write(report(), file);
      outputs.put(format.name(), Files.readString(file));
    }
    ConsoleReport console = new ConsoleReport(false, true, 80, Requirements.load());
    outputs.put(
        "console",
        String.join("\n", console.faults(report())) + console.summary(report(), List.of()));
    outputs.put("annotations", String.join("\n", GithubAnnotations.of(report())));
    StringWriter page = new StringWriter();
    new ComparisonPage(comparison(), Map.of(), t -> "x").write(page);
    outputs.put("comparison", page.toString());
    ComparisonJson.write(comparison(), Map.of(), folder.resolve("comparison"));
    outputs.put("comparison-json", Files.readString(folder.resolve("comparison")));
    return outputs;
  }

  static List<String> names() {
    return List.of(
        "html",
        "junit",
        "json",
        "markdown",
        "tsv",
        "badge",
        "sarif",
        "console",
        "annotations",
        "comparison",
        "comparison-json");
  }

  @Test
  void everyOutputIsTried() throws IOException {
    assertThat(outputs(folder).keySet()).containsExactlyInAnyOrderElementsOf(names());
  }

  private String output(String name) throws IOException {
    return Objects.requireNonNull(outputs(folder).get(name), name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noOutputHoldsWhatATerminalOrAnEditorWouldObey(String name) throws IOException {
    String text = output(name);

    assertThat(text).isNotEmpty();
    assertThat(text.codePoints().filter(HostileTest::commands)).isEmpty();
  }

  private static boolean commands(int c) {
    int type = Character.getType(c);
    // DEL moves nothing.
    boolean harmless = c == '\n' || c == '\t' || c == 0x7F;
    return !harmless
        && (type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noLineBeginsAsTheSubjectWants(String name) throws IOException {
    assertThat(output(name).lines())
        .noneMatch(line -> line.strip().matches("(::error::|##\\[|# )planted.*"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsReadAsMarkupHasNoneOfTheSubject(String name) throws Exception {
    String text = output(name);
    switch (name) {
      case "html", "comparison", "badge" ->
          assertThat(text).doesNotContain("<script>alert", "<img", "<!--\"");
      case "markdown" -> {
        String outsideCode = text.replaceAll("(?<![\\\\`])(`+)(?!`).*?(?<!`)\\1(?!`)", "");
        assertThat(outsideCode)
            .doesNotContain(
                "<script>alert", "<img", "<!--\"", "](javascript", "www.evil", "@everyone");
      }
      case "junit" ->
          assertThat(
                  DocumentBuilderFactory.newDefaultInstance()
                      .newDocumentBuilder()
                      .parse(new InputSource(new StringReader(text)))
                      .getElementsByTagName("script")
                      .getLength())
              .isZero();
      case "json", "sarif", "comparison-json" ->
          assertThat(new JsonMapper().readTree(text).isObject()).isTrue();
      case "tsv" -> {
        assertThat(text.lines()).hasSize(1 + Verdict.values().length);
        assertThat(text.lines()).allMatch(line -> line.split("\t", -1).length == 8);
        assertThat(text).doesNotContain("\t=");
      }
      case "annotations" ->
          assertThat(text.lines()).allMatch(line -> line.matches("::(error|warning) title=.*"));
      default -> assertThat(name).isEqualTo("console");
    }
  }
}
