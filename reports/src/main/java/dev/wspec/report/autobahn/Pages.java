package dev.wspec.report.autobahn;

import static java.nio.charset.StandardCharsets.UTF_8;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages, whose templates escape whatever a peer has sent. */
final class Pages {

  private final Configuration configuration;
  private final String style;

  Pages() {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setClassForTemplateLoading(Pages.class, "");
    configuration.setDefaultEncoding(UTF_8.name());
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    try (InputStream in =
        Objects.requireNonNull(Pages.class.getResourceAsStream("autobahn.css"), "autobahn.css")) {
      style = new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void write(String template, Map<String, @Nullable Object> model, Path file) throws IOException {
    Map<String, @Nullable Object> page = new HashMap<>(model);
    try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
      page.put("style", HTMLOutputFormat.INSTANCE.fromMarkup(style));
      configuration.getTemplate(template).process(page, out);
    } catch (TemplateException e) {
      throw new IOException(e);
    }
  }
}
