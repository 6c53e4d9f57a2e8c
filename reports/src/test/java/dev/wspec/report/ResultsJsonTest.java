package dev.wspec.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.tuple;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Judged;
import dev.wspec.conformance.Judgement;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsJsonTest {

  @TempDir Path folder;

  private Path write(RunReport report) throws IOException {
    Path file = folder.resolve("wspec.json");
    new ResultsJson().write(report, file);
    return file;
  }

  @Test
  void whatIsWrittenIsReadBackWhole() throws IOException {
    RunReport report = SampleRun.report();

    RunReport read = ResultsJson.read(write(report));

    assertThat(read).isEqualTo(report);
  }

  /** The other golden files are made from this one. */
  @Test
  void looksAsItDid() throws IOException {
    Golden.check("results.json", Files.readString(write(SampleRun.report())));
  }

  @Test
  void payloadsKeepEveryOctetAndBothEnds() throws IOException {
    RunReport report = SampleRun.report();

    RunReport read = ResultsJson.read(write(report));

    // Payload.equals is content with length and digest; a judge looks at the octets.
    List<Payload> payloads = payloads(report);
    List<Payload> payloadsRead = payloads(read);
    assertThat(payloadsRead).hasSameSizeAs(payloads).isNotEmpty();
    for (int i = 0; i < payloads.size(); i++) {
      assertThat(payloadsRead.get(i).head()).isEqualTo(payloads.get(i).head());
      assertThat(payloadsRead.get(i).tail()).isEqualTo(payloads.get(i).tail());
      assertThat(payloadsRead.get(i).sha256()).isEqualTo(payloads.get(i).sha256());
    }
  }

  private static List<Payload> payloads(RunReport report) {
    return report.cases().stream()
        .filter(c -> c.transcript() != null)
        .flatMap(c -> Objects.requireNonNull(c.transcript()).main().received().stream())
        .map(frame -> frame.payload())
        .toList();
  }

  @Test
  void everyWayToCutARequestIsReadBack() throws IOException {
    RawRequest request = RawRequest.get("/", List.of()).segmented(Segmentation.cutAt(1, 5));
    CaseResult result =
        SampleRun.result(
            "handshake/cut",
            "A cut request is read",
            Verdict.PASS,
            SampleRun.transcript(new Event.Refused(0, 0, request, null, false)));

    RunReport read = ResultsJson.read(write(SampleRun.of(List.of(result))));

    assertThat(read.cases()).containsExactly(result);
  }

  @Test
  void theFileKeepsToTheSchema() throws IOException {
    String json = Files.readString(write(SampleRun.report()));

    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaNoticesWhatIsWrong() throws IOException {
    String json = Files.readString(write(SampleRun.report()));

    assertThat(schema().validate(json.replace("\"TOLERABLE\"", "\"FINE\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(json.replace("\"lengthBits\":7", "\"bits\":7"), InputFormat.JSON))
        .isNotEmpty();
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RunReport.class.getResourceAsStream("results.schema.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), UTF_8), InputFormat.JSON);
    }
  }

  @Test
  void hostileTextIsAsciiInTheFileAndItselfWhenRead() throws IOException {
    String halfASurrogatePair = "cut \ud83d";
    CaseResult result =
        SampleRun.result("text/cut", halfASurrogatePair + "\u0000\u2028", Verdict.PASS, null);

    Path file = write(SampleRun.of(List.of(result)));

    assertThat(US_ASCII.newEncoder().canEncode(Files.readString(file))).isTrue();
    assertThat(ResultsJson.read(file).cases().get(0).title())
        .isEqualTo(halfASurrogatePair + "\u0000\u2028");
  }

  @Test
  void sameResultsGiveSameOctets() throws IOException {
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    ByteArrayOutputStream second = new ByteArrayOutputStream();

    ResultsJson.write(SampleRun.report(), first);
    ResultsJson.write(ResultsJson.read(write(SampleRun.report())), second);

    assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
  }

  @Test
  void whatIsNoResultsFileIsToldApart() throws IOException {
    Path file = folder.resolve("other.json");
    for (String content : List.of("", "{", "[]", "{}", "{\"schema\":1}", "{\"schema\":\"1\"}")) {
      Files.writeString(file, content);
      assertThatIOException()
          .as(content)
          .isThrownBy(() -> ResultsJson.read(file))
          .withMessageContaining("is not a wspec results file");
    }
    Files.writeString(file, "{\"schema\":2}");
    assertThatIOException()
        .isThrownBy(() -> ResultsJson.read(file))
        .withMessageContaining("results format 2");
  }

  @Test
  void journalKeepsWholeLinesOfAnInterruptedRun() throws IOException {
    Path file = folder.resolve("journal.jsonl");
    List<CaseResult> cases = SampleRun.cases();
    try (Journal journal = Journal.create(file)) {
      for (CaseResult result : cases) {
        journal.append(result);
      }
    }
    String whole = Files.readString(file);
    assertThat(Journal.read(file)).isEqualTo(cases);

    Files.writeString(file, whole.substring(0, whole.length() - 10));

    assertThat(Journal.read(file)).isEqualTo(cases.subList(0, cases.size() - 1));
    assertThat(whole.lines()).hasSameSizeAs(cases);
  }

  @Test
  void formatIsFoundByName() {
    assertThat(ServiceLoader.load(ReportFormat.class))
        .extracting(ReportFormat::name)
        .contains("json");
  }

  @Test
  void requirementsAreThoseThatWereAskedWithTheirWorstVerdict() {
    assertThat(SampleRun.report().requirements())
        .extracting(RequirementResult::id, RequirementResult::worst)
        .contains(tuple("6455-5.1-05", Verdict.PASS), tuple("6455-5.5-04", Verdict.FAIL));
  }

  @Test
  void worstCheckIsTheFirstOfTheWorst() {
    CaseResult result = SampleRun.cases().get(1);

    assertThat(result.id()).isEqualTo(new CaseId("control/fragmented-ping"));
    assertThat(result.worstCheck().orElseThrow().requirement()).isEqualTo("6455-5.5-04");
    assertThat(result.explanation()).startsWith("a Pong came back");
  }

  @Test
  void resultSaysWhatTheOutcomeSays() {
    CaseResult expected = SampleRun.cases().get(1).withStanding(Standing.NONE);
    ConformanceCase.Builder asked =
        ConformanceCase.conformanceCase(expected.id().value()).title(expected.title());
    List<Judgement> judgements = new ArrayList<>();
    for (CheckResult check : expected.checks()) {
      Opinion opinion = new Opinion(check.finding(), check.observed(), check.because());
      Judge judge = Judge.of(check.accepted(), transcript -> opinion);
      asked.check(check.requirement(), judge);
      judgements.add(
          new Judgement(new Check(check.requirement(), judge), opinion, check.verdict()));
    }
    CaseOutcome outcome =
        new CaseOutcome(
            asked.build(),
            new Judged(expected.verdict(), judgements, null),
            expected.transcript(),
            expected.duration(),
            false);

    assertThat(CaseResult.of(outcome, expected.rerun())).isEqualTo(expected);
  }
}
