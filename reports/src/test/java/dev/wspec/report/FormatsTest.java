package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** The formats beside the page and the console, from the one sample run. */
class FormatsTest {

  private static String sarif(RunReport report) {
    StringWriter out = new StringWriter();
    Sarif.write(report, out);
    return out.toString();
  }

  @Test
  void markdownLooksAsItDid() throws IOException {
    Golden.check("summary.md", MarkdownReport.text(Golden.run()));
  }

  @Test
  void nothingOfTheSubjectIsMarkup() {
    assertThat(MarkdownReport.text(SampleRun.report()))
        .doesNotContain("<script", "<img", "\u001b")
        .contains("&lt;/script&gt;");
  }

  @Test
  void tsvLooksAsItDidAndHasTheSameColumnsInEachLine() throws IOException {
    String tsv = TsvReport.text(SampleRun.report());

    Golden.check("results.tsv", tsv);
    assertThat(tsv.lines()).allSatisfy(line -> assertThat(line.split("\t", -1)).hasSize(8));
  }

  @Test
  void badgeLooksAsItDid() throws Exception {
    Golden.check("badge.svg", Badge.svg(Golden.run()));
    Golden.check("badge.json", Badge.endpoint(Golden.run()));
    DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Badge.svg(SampleRun.report()))));
  }

  @Test
  void nameOfTheFileDecidesOnTheKindOfBadge(@TempDir Path folder) throws IOException {
    new Badge().write(SampleRun.report(), folder.resolve("a.svg"));
    new Badge().write(SampleRun.report(), folder.resolve("a.json"));

    assertThat(folder.resolve("a.svg")).content().startsWith("<svg");
    assertThat(folder.resolve("a.json")).content().startsWith("{\"schemaVersion\":1");
  }

  @Test
  void sarifLooksAsItDid() throws IOException {
    Golden.check("results.sarif", sarif(Golden.run()) + "\n");
  }

  @Test
  void sarifIsValid() throws IOException {
    try (InputStream in =
        FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);

      assertThat(schema.validate(sarif(SampleRun.report()), InputFormat.JSON)).isEmpty();
      assertThat(schema.validate(sarif(SampleRun.of(List.of())), InputFormat.JSON)).isEmpty();
      assertThat(schema.validate("{\"version\":\"2.1.0\"}", InputFormat.JSON)).isNotEmpty();
    }
  }

  @Test
  void junitXmlIsValid() throws Exception {
    StringWriter out = new StringWriter();
    JUnitXml.write(SampleRun.report(), out);

    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(FormatsTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(out.toString())));
  }

  @Test
  void annotationsLookAsTheyDid() throws IOException {
    Golden.check("annotations.txt", String.join("\n", GithubAnnotations.of(Golden.run())) + "\n");
  }

  @Test
  void annotationsAreOneCommandALine() {
    assertThat(GithubAnnotations.of(SampleRun.report()))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).matches("::(error|warning) title=[^:,\r\n]+::[^\r\n\u001b]+"));
  }

  @Test
  void everyFormatIsFoundAndWritesAFile(@TempDir Path folder) throws IOException {
    for (ReportFormat format : ServiceLoader.load(ReportFormat.class)) {
      Path file = folder.resolve(format.name());
      format.write(SampleRun.report(), file);
      assertThat(Files.size(file)).as(format.name()).isPositive();
    }
    assertThat(folder.toFile().list())
        .contains("html", "junit", "json", "markdown", "tsv", "badge", "sarif");
  }
}
