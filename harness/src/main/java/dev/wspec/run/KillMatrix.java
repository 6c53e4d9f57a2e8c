package dev.wspec.run;

import dev.wspec.behaviour.Defect;
import dev.wspec.run.SelfTest.Complaints;
import dev.wspec.run.SelfTest.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which defect of the reference server is noticed by which question. A defect that no case notices
 * shows what is not tested; a question that no defect changes might be unable to fail.
 */
public final class KillMatrix {

  private static final int EXAMPLES = 3;

  private final SortedSet<Question> questions;
  private final Map<Defect, Complaints> rows;

  /**
   * @param questions all that were asked
   * @param rows what was complained about in the server with each defect
   */
  public KillMatrix(SortedSet<Question> questions, Map<Defect, Complaints> rows) {
    this.questions = questions;
    this.rows = new EnumMap<>(rows);
  }

  /** The defects for which no question about a requirement that they name was worsened. */
  public List<Defect> silentDefects() {
    return rows.entrySet().stream()
        .filter(row -> killers(row.getKey(), row.getValue()).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The questions that no defect worsened. */
  public SortedSet<Question> blindQuestions() {
    SortedSet<Question> blind = new TreeSet<>(questions);
    rows.values().forEach(complaints -> blind.removeAll(complaints.worsened()));
    return blind;
  }

  /** Those of the complaints about a server with this defect that are about what it breaks. */
  public static List<Question> killers(Defect defect, Complaints complaints) {
    return complaints.worsened().stream()
        .filter(question -> defect.requirements().contains(question.requirement()))
        .toList();
  }

  /**
   * A line for each defect and requirement that it names: how many questions about that requirement
   * it worsened, and the cases of the first of them. Tab-separated, with a header line.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("defect\trequirement\tkillers\tcases");
    for (Map.Entry<Defect, Complaints> row : rows.entrySet()) {
      Defect defect = row.getKey();
      List<Question> killers = killers(defect, row.getValue());
      for (String requirement : defect.requirements()) {
        List<String> cases =
            killers.stream()
                .filter(question -> question.requirement().equals(requirement))
                .map(Question::caseId)
                .toList();
        lines.add(
            defect
                + "\t"
                + requirement
                + "\t"
                + cases.size()
                + "\t"
                + cases.stream().limit(EXAMPLES).collect(Collectors.joining(" ")));
      }
    }
    return lines;
  }
}
