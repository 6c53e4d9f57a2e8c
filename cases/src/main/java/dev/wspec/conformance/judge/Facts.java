package dev.wspec.conformance.judge;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.FactLines;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Measurements that transcripts of cases yield; the resource {@code facts.tsv} lists them. */
public final class Facts {

  private final List<Row> rows;

  private record Row(String id, String what, CaseId source, FactJudge judge) {}

  /**
   * A measurement of one subject.
   *
   * @param value quotes what the subject sent, and is to be escaped
   */
  public record Measured(String id, String what, String value) {}

  private Facts(List<Row> rows) {
    this.rows = rows;
  }

  public static Facts load() {
    return new Facts(FactLines.load().stream().map(Facts::row).toList());
  }

  private static Row row(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 4) {
      throw new IllegalStateException("a fact has four columns: " + line);
    }
    return new Row(
        columns[0],
        columns[1],
        new CaseId(columns[2]),
        FactJudge.valueOf(columns[3].toUpperCase(Locale.ROOT)));
  }

  /** The names of all facts, in the order in which they are told. */
  public List<String> ids() {
    return rows.stream().map(Row::id).toList();
  }

  /** The cases that facts are drawn from. */
  public List<CaseId> sources() {
    return rows.stream().map(Row::source).distinct().toList();
  }

  /** What these transcripts tell; of a case without one there is no fact. */
  public List<Measured> of(Function<CaseId, Optional<Transcript>> transcripts) {
    List<Measured> measured = new ArrayList<>();
    for (Row row : rows) {
      transcripts
          .apply(row.source())
          .flatMap(transcript -> row.judge().measure(transcript))
          .ifPresent(value -> measured.add(new Measured(row.id(), row.what(), value)));
    }
    return measured;
  }
}
