package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

  private static String html(RunReport report) throws IOException {
    StringWriter out = new StringWriter();
    HtmlReport.write(report, out);
    return out.toString();
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String style(String html) {
    return between(html, "<style>", "</style>");
  }

  private static String script(String html) {
    return between(html, "<script>", "</script>");
  }

  private static String packed(String html) {
    return between(html, "id=\"data\">", "</script>");
  }

  private static JsonNode data(String html) throws IOException {
    byte[] octets = Base64.getDecoder().decode(packed(html));
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(octets), new Inflater(true))) {
      return new JsonMapper().readTree(new String(in.readAllBytes(), UTF_8));
    }
  }

  private static List<String> all(String html, String pattern) {
    return Pattern.compile(pattern).matcher(html).results().map(MatchResult::group).toList();
  }

  /** The page without its fixed parts, and without what a compressor may write differently. */
  private static String bare(String html) {
    return html.replace(style(html), "…")
        .replace(script(html), "…")
        .replace(packed(html), "…")
        .replace(between(html, "<section id=\"coverage\">", "</section>"), "…")
        .replaceAll("sha256-[A-Za-z0-9+/=]+", "sha256-…");
  }

  @Test
  void looksAsItDid() throws IOException {
    Golden.check("report.html", bare(html(Golden.run())));
  }

  @Test
  void answersWhetherTheServerIsSoundAndWhatIsWrong() throws IOException {
    assertThat(html(SampleRun.report()))
        .contains("Not sound: 2 requirements are broken, seen in 2 cases.")
        .contains("Gate failed: 2 cases are not as they must be, 1 case is better")
        .contains("<a href=\"#control/fragmented-ping\">control/fragmented-ping</a>")
        .contains("https://www.rfc-editor.org/rfc/rfc6455#section-5.5");
  }

  @Test
  void failuresAreReadableWithoutScript() throws IOException {
    String html = bare(html(SampleRun.report()));
    String failure = between(html, "id=\"control/fragmented-ping\"", "</details>");

    assertThat(failure)
        .contains("a Pong came back and the connection stayed open")
        .contains("<small>FIN</small><code>0</code>")
        .contains("✗ a control frame is never in pieces")
        .contains("<small>opcode</small><code>1001</code><span>Ping</span>")
        .contains("<small>masking key</small><code>37 fa 21 3d</code>")
        .contains("<small>payload</small><code>58 94 44</code>") // "one"
        .contains("“one”")
        .contains("--select control/fragmented-ping");
  }

  @Test
  void requirementsStandAsTheTableOfContentsOfTheRfc() throws IOException {
    String coverage = between(html(SampleRun.report()), "<section id=\"coverage\">", "</section>");

    assertThat(coverage.indexOf(">5.5.1<"))
        .isBetween(coverage.indexOf(">5.5<"), coverage.indexOf(">6<"));
    assertThat(coverage)
        .contains("<span class=\"title\">Client-to-Server Masking</span>")
        .contains("<a href=\"#cases\" data-search=\"6455-5.5-02\">")
        .contains("<b class=\"v unasked\">not asked")
        .contains("Read RFC 6455 §5.5");
    assertThat(HtmlCoverage.compareSections("7.4", "7.10")).isNegative();
  }

  @Test
  void detailsOfTheOthersAreInTheDataUnderTheirId() throws IOException {
    String html = html(SampleRun.report());
    JsonNode data = data(html);

    assertThat(bare(html)).doesNotContain("--select framing/length/echo~size=5");
    JsonNode echo = data.get("cases").get("framing/length/echo~size=5");
    assertThat(echo.get(0).stringValue()).endsWith("--select framing/length/echo~size=5");
    assertThat(echo.get(2).toString()).contains("“Hello”").contains("7f 9f 4d 51 58");
    assertThat(data.get("requirements").get("6455-5.2-01").get(0).stringValue())
        .isEqualTo("RFC 6455 §5.2");
    assertThat(data.get("cases").has("control/fragmented-ping")).isFalse();
  }

  @Test
  void whatTheSubjectSentNeverBecomesMarkup() throws IOException {
    String html = html(SampleRun.report());

    // The data and the page's own script, nothing else.
    assertThat(all(html, "(?i)<script[^>]*>"))
        .containsExactly("<script type=\"application/octet-stream\" id=\"data\">", "<script>");
    assertThat(all(html, "(?i)</script")).hasSize(2);
    assertThat(all(html, "(?i)<img|<iframe|<object|<[a-z][^>]*\\son[a-z]+=")).isEmpty();
    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(2)&gt;")
        .contains("${7*7}&lt;#list&gt;");
    assertThat(html.chars().filter(c -> c < 0x20 && c != '\n' || c == 0x7F)).isEmpty();
    assertThat(packed(html)).matches("[A-Za-z0-9+/=]+");
  }

  @Test
  void scriptMakesTextOfDataAndNothingElse() throws IOException {
    assertThat(script(html(SampleRun.report())))
        .doesNotContain(
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval",
            "Function(",
            "setAttribute",
            "DOMParser",
            "fetch(",
            "XMLHttpRequest");
  }

  @Test
  void policyAllowsOnlyTheOwnScriptAndStyleByTheirHashes() throws Exception {
    String html = html(SampleRun.report());
    String policy = between(html, "Content-Security-Policy\" content=\"", "\"");

    assertThat(policy.replace("&#39;", "'"))
        .startsWith("default-src 'none'; ")
        .contains("script-src '" + hash(script(html)) + "'")
        .contains("style-src '" + hash(style(html)) + "'")
        .doesNotContain("unsafe", "*", "http", "data:");
    assertThat(all(html, "<[a-z][^>]*\\sstyle=")).isEmpty();
  }

  private static String hash(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  @Test
  void needsNoNetwork() throws IOException {
    String html = html(SampleRun.report());

    assertThat(all(html, "<[a-z][^>]*\\ssrc=|<link|<base|@import|url\\(")).isEmpty();
    assertThat(all(html, "href=\"[^#][^\"]*"))
        .allSatisfy(
            link ->
                assertThat(link)
                    .containsPattern(
                        "^href=\"https://(www.rfc-editor.org/rfc/|www.iana.org/assignments/"
                            + "|websockets.spec.whatwg.org/)"));
  }

  @Test
  void everyLinkWithinThePageLeadsSomewhereAndIdsAreUnique() throws IOException {
    String html = html(SampleRun.report());
    List<String> ids = all(html, "(?<= id=\")[^\"]+");

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids).containsAll(all(html, "(?<=href=\"#)[^\"]+"));
  }

  @Test
  void megabytesFromTheSubjectAreCutOff() throws IOException {
    String endless = "<b>" + "x\u0000".repeat(500_000);
    CaseResult result =
        SampleRun.result(
            "closing/endless",
            "title",
            Verdict.FAIL,
            null,
            SampleRun.check("6455-5.5-02", Finding.BROKEN, Verdict.FAIL, endless));

    assertThat(html(SampleRun.of(List.of(result))).length()).isLessThan(300_000);
  }

  @Test
  void manyCasesStayUnderAMegabyteAndAHalf() throws IOException {
    assertThat(html(ManyCases.report(1500)).getBytes(UTF_8).length).isLessThan(1_500_000);
  }

  @Test
  void soundServersAreCalledSound() throws IOException {
    List<CaseResult> sound = List.of(SampleRun.cases().get(0));

    assertThat(html(SampleRun.of(sound)))
        .contains("Sound: 1 case was answered as asked.")
        .contains("Gate passed.")
        .doesNotContain("What to fix first");
    assertThat(html(SampleRun.of(List.of())))
        .contains("Nothing could be judged.")
        .doesNotContain("Gate passed");
  }

  @Test
  void canBeWarmedUp() {
    assertThatCode(HtmlReport::warmUp).doesNotThrowAnyException();
  }

  @Test
  void manyCasesArePackedInSeveralLinesThatAreReadEachAlone() throws IOException {
    String[] lines = packed(html(ManyCases.report(250))).split("\n");

    assertThat(lines).hasSize(3).allSatisfy(l -> assertThat(l).matches("[A-Za-z0-9+/=]+"));
  }
}
