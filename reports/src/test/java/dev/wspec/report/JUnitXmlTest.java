package dev.wspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class JUnitXmlTest {

  private static String xml(RunReport report) throws IOException {
    StringWriter out = new StringWriter();
    JUnitXml.write(report, out);
    return out.toString();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  @Test
  void looksAsItDid() throws IOException {
    Golden.check("junit.xml", xml(Golden.run()));
  }

  @Test
  void countsWhatIsInIt() throws Exception {
    Element root = parse(xml(SampleRun.report())).getDocumentElement();

    assertThat(root.getAttribute("tests")).isEqualTo("9");
    assertThat(root.getElementsByTagName("testcase").getLength()).isEqualTo(9);
    for (String[] count :
        new String[][] {{"failures", "failure"}, {"errors", "error"}, {"skipped", "skipped"}}) {
      assertThat(root.getAttribute(count[0]))
          .isEqualTo(Integer.toString(root.getElementsByTagName(count[1]).getLength()))
          .isNotEqualTo("0");
    }
  }

  @Test
  void everyCharacterFromTheSubjectGivesLegalXml() throws Exception {
    StringBuilder every = new StringBuilder("]]>&<\"'");
    for (int c = 0; c <= 0xFFFF; c++) {
      every.append((char) c);
    }
    for (int i = 0; i < every.length(); i += 1000) {
      String part = every.substring(i, Math.min(every.length(), i + 1000));
      CaseResult result =
          SampleRun.result(
              "a/b",
              part,
              Verdict.FAIL,
              null,
              SampleRun.check("6455-5.5-04", Finding.BROKEN, Verdict.FAIL, part));

      assertThat(parse(xml(SampleRun.of(List.of(result)))).getDocumentElement().getTagName())
          .isEqualTo("testsuites");
    }
  }

  @Test
  void lostSubjectIsAnErrorThatSaysWhy() throws Exception {
    RunReport report = SampleRun.report();
    RunReport lost =
        new RunReport(
            report.suite(),
            report.started(),
            report.duration(),
            report.seed(),
            report.subject(),
            report.selection(),
            report.policy(),
            RunReport.Ending.SUBJECT_LOST,
            List.of("Nothing listens on \u001b[31m."),
            List.of(),
            List.of(),
            List.of());

    Element root = parse(xml(lost)).getDocumentElement();
    assertThat(root.getAttribute("tests")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    Element error = (Element) root.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).isEqualTo("Nothing listens on \\x1b[31m.");
  }

  @Test
  void runThatOnlyMeasuresShowsWhatIsBroken() throws Exception {
    RunReport report = SampleRun.report();
    Policy policy = report.policy();
    RunReport measured =
        new RunReport(
            report.suite(),
            report.started(),
            report.duration(),
            report.seed(),
            report.subject(),
            report.selection(),
            new Policy(policy.strict(), FailOn.NEVER, policy.timeout(), policy.concurrency(), ""),
            report.ending(),
            report.notes(),
            report.cases(),
            report.facts(),
            report.requirements());

    assertThat(xml(measured)).isEqualTo(xml(report));
  }
}
