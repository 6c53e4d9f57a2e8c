package dev.wspec.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.conformance.SubjectRole;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One self-contained page that works from {@code file://} with no network. Everything is escaped by
 * the template's output format, and the content security policy lets only the page's own script and
 * style run, by their hashes: whatever the subject sent stays text.
 */
public final class HtmlReport implements ReportFormat {

  private static final int WHOLE_BODIES = 24;

  /** Keeps the templates that it has read. */
  private static final Configuration CONFIGURATION = configuration();

  @Override
  public String name() {
    return "html";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      write(report, out);
    }
  }

  static void write(RunReport report, Writer out) throws IOException {
    String style = resource("report.css");
    String script = resource("page.js") + resource("report.js");
    Map<String, Object> page = new HashMap<>(new HtmlPage(report, WHOLE_BODIES).model());
    page.put("policy", policy(style, script));
    try {
      page.put("style", HTMLOutputFormat.INSTANCE.fromMarkup(style));
      page.put("script", HTMLOutputFormat.INSTANCE.fromMarkup(script));
      template("report.ftlh").process(page, out);
    } catch (TemplateException e) {
      throw new IOException(e);
    }
  }

  /**
   * Loads what the first report needs, which takes a while; call it on another thread while the
   * cases run.
   */
  public static void warmUp() {
    RunReport nothing =
        new RunReport(
            new SuiteInfo("", ""),
            Instant.EPOCH,
            Duration.ZERO,
            0,
            new SubjectInfo("", SubjectRole.SERVER, Set.of(), ""),
            new SelectionInfo(List.of(), List.of(), 0),
            new Policy(false, FailOn.MUST, Duration.ZERO, 1, ""),
            RunReport.Ending.COMPLETE,
            List.of(),
            List.of(),
            List.of(),
            List.of());
    try {
      write(nothing, Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException("the page's own parts cannot be read", e);
    }
  }

  static Template template(String name) throws IOException {
    return CONFIGURATION.getTemplate(name);
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(HtmlReport.class, "");
    configuration.setDefaultEncoding(UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    return configuration;
  }

  static String policy(String style, String script) {
    return String.join(
        "; ",
        "default-src 'none'",
        "style-src '" + hash(style) + "'",
        "script-src '" + hash(script) + "'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'");
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
