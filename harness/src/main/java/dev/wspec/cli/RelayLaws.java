package dev.wspec.cli;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayDefect;
import dev.wspec.behaviour.RelayLiberty;
import dev.wspec.run.ClientSelfTest.Complaint;
import dev.wspec.run.ClientSelfTest.Complaints;
import dev.wspec.run.RelaySelfTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The three laws for intermediaries: sound passes, wrong is noticed, unusual is not. */
final class RelayLaws {

  private static final int EXAMPLES = 5;

  /** Wrong in ways that touch every case. */
  private static final Set<RelayDefect> BROAD =
      EnumSet.of(
          RelayDefect.UPGRADE_NOT_RENEWED,
          RelayDefect.TUNNELS_AT_ONCE,
          RelayDefect.ANSWERS_101_FOR_REFUSALS);

  private final RelaySelfTest usual;
  private final RelaySelfTest much;
  private final PrintWriter out;
  private final SortedMap<Complaint, SortedSet<String>> matrix = new TreeMap<>();
  private int wrong;

  /**
   * @param much what is asked only where the usual cases notice nothing
   */
  RelayLaws(RelaySelfTest usual, RelaySelfTest much, PrintWriter out) {
    this.usual = usual;
    this.much = much;
    this.out = out;
    usual.questions().forEach(question -> matrix.put(question, new TreeSet<>()));
    much.questions().forEach(question -> matrix.put(question, new TreeSet<>()));
  }

  /**
   * How many laws were broken.
   *
   * @param liberties whether those are looked at too
   */
  int check(boolean liberties) throws IOException {
    Complaints sound = usual.about(RelayBehaviour.CONFORMING);
    tell("reference", "CONFORMING", sound.byCase().keySet(), !sound.byCase().isEmpty());
    try (Together together = new Together()) {
      for (RelayDefect defect : RelayDefect.values()) {
        together.add(() -> defect(defect));
      }
      for (RelayLiberty liberty : liberties ? RelayLiberty.values() : new RelayLiberty[0]) {
        together.add(() -> liberty(liberty));
      }
    }
    for (Complaint question : matrix.keySet()) {
      if (matrix.getOrDefault(question, new TreeSet<>()).isEmpty()) {
        tell("blind", question.requirement(), Set.of(question.caseId()), true);
      }
    }
    return wrong;
  }

  private void defect(RelayDefect defect) throws IOException {
    SortedSet<Complaint> worsened = new TreeSet<>();
    if (BROAD.contains(defect)) {
      worsened.addAll(usual.about(defect.behaviour()).worsened());
      worsened.addAll(much.about(defect.behaviour()).worsened());
    } else {
      worsened.addAll(usual.about(defect.behaviour(), defect.requirement()).worsened());
    }
    if (worsened.stream().noneMatch(c -> c.requirement().equals(defect.requirement()))) {
      worsened.addAll(much.about(defect.behaviour(), defect.requirement()).worsened());
    }
    List<String> killers = new ArrayList<>();
    synchronized (matrix) {
      for (Complaint complaint : worsened) {
        SortedSet<String> row = matrix.get(complaint);
        if (row != null) {
          row.add(defect.name());
        }
        if (complaint.requirement().equals(defect.requirement())) {
          killers.add(complaint.caseId());
        }
      }
    }
    tell("defect", defect.name(), killers, killers.isEmpty());
  }

  private void liberty(RelayLiberty liberty) throws IOException {
    List<String> failures = usual.about(liberty.behaviour()).failures();
    tell("liberty", liberty.name(), failures, !failures.isEmpty());
  }

  /** Which question notices which defects, tab-separated, with a header line. */
  List<String> matrix() {
    List<String> lines = new ArrayList<>(List.of("case\trequirement\tdefects"));
    matrix.forEach(
        (question, defects) ->
            lines.add(
                String.join(
                    "\t", question.caseId(), question.requirement(), String.join(" ", defects))));
    return lines;
  }

  private synchronized void tell(
      String kind, String name, Collection<String> cases, boolean broken) {
    wrong += broken ? 1 : 0;
    String first = cases.stream().limit(EXAMPLES).collect(Collectors.joining(" "));
    out.println(String.join("\t", kind, name, "" + cases.size(), broken ? "WRONG" : "ok", first));
    out.flush();
  }
}
