package dev.wspec.run;

import dev.wspec.behaviour.Defect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which question notices which defect of the reference server. A defect that no question about a
 * requirement it names notices shows what is not tested; a question that no defect changes might be
 * unable to fail.
 */
public final class KillMatrix {

  private static final String HEADER = "case\trequirement\tdefects";
  private static final String RESOURCE = "/dev/wspec/kill-matrix.tsv";
  private static final String OF_CLIENTS = "/dev/wspec/client-kill-matrix.tsv";
  private static final String OF_RELAYS = "/dev/wspec/intermediary-kill-matrix.tsv";

  private final SortedMap<Question, SortedSet<String>> defects;

  private KillMatrix(SortedMap<Question, SortedSet<String>> defects) {
    this.defects = Collections.unmodifiableSortedMap(defects);
  }

  /**
   * @param questions all that were asked
   * @param rows the questions that each defect worsened
   */
  static KillMatrix of(
      Collection<Question> questions, Map<Defect, ? extends Collection<Question>> rows) {
    Map<String, Collection<Question>> byName = new TreeMap<>();
    rows.forEach((defect, worsened) -> byName.put(defect.name(), List.copyOf(worsened)));
    return ofNames(questions, byName);
  }

  /**
   * @param questions all that were asked
   * @param rows the questions that each defect worsened, by its name
   */
  public static KillMatrix ofNames(
      Collection<Question> questions, Map<String, ? extends Collection<Question>> rows) {
    SortedMap<Question, SortedSet<String>> defects = new TreeMap<>();
    questions.forEach(question -> defects.put(question, new TreeSet<>()));
    rows.forEach(
        (defect, worsened) ->
            worsened.forEach(
                question -> defects.computeIfAbsent(question, q -> new TreeSet<>()).add(defect)));
    return new KillMatrix(defects);
  }

  /** This matrix, and what these further rows show. */
  KillMatrix and(Map<Defect, ? extends Collection<Question>> rows) {
    SortedMap<Question, SortedSet<String>> both = new TreeMap<>();
    defects.forEach((question, names) -> both.put(question, new TreeSet<>(names)));
    rows.forEach(
        (defect, worsened) ->
            worsened.forEach(
                question ->
                    both.computeIfAbsent(question, q -> new TreeSet<>()).add(defect.name())));
    return new KillMatrix(both);
  }

  /** The matrix as it was when it was last written. */
  public static KillMatrix load() {
    return load(RESOURCE);
  }

  /** The same for clients, of the questions that only they are asked. */
  public static KillMatrix loadOfClients() {
    return load(OF_CLIENTS);
  }

  /** The same for intermediaries. */
  static KillMatrix loadOfIntermediaries() {
    return load(OF_RELAYS);
  }

  private static KillMatrix load(String resource) {
    try (InputStream in = KillMatrix.class.getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The inverse of {@link #lines()}. */
  static KillMatrix parse(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("a kill matrix begins with the line " + HEADER);
    }
    SortedMap<Question, SortedSet<String>> defects = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split("\t", -1);
      if (columns.length != 3) {
        throw new IllegalArgumentException("a line of the kill matrix has three columns: " + line);
      }
      SortedSet<String> names = new TreeSet<>();
      if (!columns[2].isEmpty()) {
        names.addAll(List.of(columns[2].split(" ")));
      }
      defects.put(new Question(columns[0], columns[1]), names);
    }
    return new KillMatrix(defects);
  }

  /**
   * A line for each question, with the names of the defects that worsen it. Tab-separated, with a
   * header line.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    defects.forEach(
        (question, names) ->
            lines.add(
                question.caseId()
                    + "\t"
                    + question.requirement()
                    + "\t"
                    + names.stream().collect(Collectors.joining(" "))));
    return lines;
  }

  /** Those of these defects that no question about a requirement which they name notices. */
  public List<Defect> silent(Collection<Defect> among) {
    return among.stream().filter(defect -> killers(defect).isEmpty()).toList();
  }

  /** The questions that no defect worsens. */
  public SortedSet<Question> blind() {
    SortedSet<Question> blind = new TreeSet<>();
    defects.forEach(
        (question, names) -> {
          if (names.isEmpty()) {
            blind.add(question);
          }
        });
    return blind;
  }

  /** The questions about what this defect breaks that notice it. */
  public List<Question> killers(Defect defect) {
    return defects.entrySet().stream()
        .filter(row -> row.getValue().contains(defect.name()))
        .map(Map.Entry::getKey)
        .filter(question -> defect.requirements().contains(question.requirement()))
        .toList();
  }

  /** Whether a question about one of these requirements notices the defect of that name. */
  public boolean notices(String defect, Collection<String> requirements) {
    return defects.entrySet().stream()
        .anyMatch(
            row ->
                row.getValue().contains(defect)
                    && requirements.contains(row.getKey().requirement()));
  }

  /** The names of the defects that this question notices. */
  public SortedSet<String> defects(Question question) {
    return Collections.unmodifiableSortedSet(defects.getOrDefault(question, new TreeSet<>()));
  }

  /** Every question that the matrix knows. */
  public Collection<Question> questions() {
    return defects.keySet();
  }
}
