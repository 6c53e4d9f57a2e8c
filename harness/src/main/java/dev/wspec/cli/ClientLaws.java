package dev.wspec.cli;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.ClientLiberty;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.run.ClientSelfTest;
import dev.wspec.run.ClientSelfTest.Complaint;
import dev.wspec.run.ClientSelfTest.Complaints;
import dev.wspec.run.KillMatrix;
import dev.wspec.run.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The three laws for the client role: sound passes, wrong is noticed, unusual is not. */
final class ClientLaws {

  private static final int EXAMPLES = 5;

  private final ClientSelfTest selfTest;
  private final PrintWriter out;
  private final Map<String, List<Question>> matrix = new TreeMap<>();
  private int wrong;

  ClientLaws(ClientSelfTest selfTest, PrintWriter out) {
    this.selfTest = selfTest;
    this.out = out;
  }

  /** How many laws were broken. */
  int check(Set<SelftestCommand.Law> laws) throws IOException {
    if (laws.contains(SelftestCommand.Law.REFERENCE)) {
      Complaints sound = selfTest.about(ClientBehaviour.CONFORMING);
      tell("reference", "CONFORMING", sound.byCase().keySet(), !sound.byCase().isEmpty());
    }
    try (Together together = new Together()) {
      if (laws.contains(SelftestCommand.Law.DEFECTS)) {
        addDefects(together);
      }
      if (laws.contains(SelftestCommand.Law.LIBERTIES)) {
        addLiberties(together);
      }
    }
    if (laws.contains(SelftestCommand.Law.DEFECTS)) {
      for (Question blind : matrix().blind()) {
        out.println("blind\t" + blind.caseId() + "\t" + blind.requirement());
      }
    }
    return wrong;
  }

  private void addDefects(Together together) {
    for (ClientDefect defect : ClientDefect.values()) {
      together.add(
          () ->
              defect(
                  defect.name(),
                  defect.requirements(),
                  selfTest.aboutAllOfClients(defect.behaviour(), defect.requirements())));
    }
    for (Defect defect : Defect.ofBothRoles()) {
      List<String> requirements = selfTest.ofClients(defect.requirements());
      if (selfTest.asks(requirements)) {
        together.add(
            () ->
                defect(
                    defect.name(),
                    requirements,
                    selfTest.aboutAllOfClients(
                        ClientBehaviour.CONFORMING.common(defect::applyTo), requirements)));
      }
    }
  }

  private void addLiberties(Together together) {
    for (ClientLiberty liberty : ClientLiberty.values()) {
      together.add(() -> liberty(liberty.name(), liberty.behaviour()));
    }
    for (Liberty liberty : Liberty.ofBothRoles()) {
      together.add(
          () -> liberty(liberty.name(), ClientBehaviour.CONFORMING.common(liberty::applyTo)));
    }
  }

  /**
   * Which question that only clients are asked notices which defect; the asterisk stands for all
   * that servers are asked as well.
   */
  KillMatrix matrix() {
    return KillMatrix.ofNames(selfTest.questions(), matrix);
  }

  private void defect(String name, List<String> requirements, Complaints complaints) {
    List<String> killers =
        complaints.worsened().stream()
            .filter(complaint -> requirements.contains(complaint.requirement()))
            .map(Complaint::caseId)
            .distinct()
            .toList();
    Set<Question> ofClients = Set.copyOf(selfTest.questions());
    List<Question> worsened =
        complaints.worsened().stream()
            .map(complaint -> new Question(complaint.caseId(), complaint.requirement()))
            .map(
                question ->
                    ofClients.contains(question)
                        ? question
                        : new Question(Question.ANY_CASE, question.requirement()))
            .filter(
                question ->
                    ofClients.contains(question) || requirements.contains(question.requirement()))
            .distinct()
            .toList();
    synchronized (this) {
      matrix.put(name, worsened);
    }
    tell("defect", name, killers, killers.isEmpty());
  }

  private void liberty(String name, ClientBehaviour behaviour) throws IOException {
    Complaints complaints = selfTest.about(behaviour);
    tell("liberty", name, complaints.failures(), !complaints.failures().isEmpty());
  }

  private synchronized void tell(
      String kind, String name, Collection<String> cases, boolean broken) {
    wrong += broken ? 1 : 0;
    out.println(
        String.join("\t", kind, name, "" + cases.size(), broken ? "WRONG" : "ok", first(cases)));
    out.flush();
  }

  private static String first(Collection<String> cases) {
    return cases.stream().limit(EXAMPLES).collect(Collectors.joining(" "));
  }
}
