package dev.wspec.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results model as JSON, which every other tool can start from. Nothing is lost, so that stored
 * transcripts can be judged again. {@code results.schema.json} beside this class describes the
 * format.
 */
public final class ResultsJson implements ReportFormat {

  /**
   * ASCII only: half a surrogate pair, which a shortened text may end in, is no UTF-8, and bytes of
   * the subject never reach a terminal as they are.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  @Override
  public String name() {
    return "json";
  }

  @Override
  public void write(RunReport report, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      write(report, out);
    }
  }

  /** Writes one JSON object; the stream is not closed. */
  public static void write(RunReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      new ResultsWriter(json).report(report);
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  /** Writes one case as one line. */
  public static void writeLine(CaseResult result, OutputStream out) throws IOException {
    try (JsonGenerator json = generator(out)) {
      new ResultsWriter(json).caseResult(result);
      json.writeRaw('\n');
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }

  private static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /**
   * Reads results.
   *
   * @throws IOException also if the file does not hold results; the message says what is wrong
   */
  public static RunReport read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ResultsReader.report(new JsonMapper().readTree(in));
    } catch (JacksonException e) {
      throw new IOException(file + " is not a wspec results file: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IOException(file + " is not a wspec results file: " + e.getMessage(), e);
    }
  }

  static CaseResult readLine(String line) throws IOException {
    try {
      JsonNode node = new JsonMapper().readTree(line);
      return ResultsReader.caseResult(node);
    } catch (JacksonException e) {
      throw new IOException("not a case result: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IOException("not a case result: " + e.getMessage(), e);
    }
  }
}
