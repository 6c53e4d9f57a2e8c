package dev.wspec.cli;

import dev.wspec.behaviour.ClientBehaviour;
import dev.wspec.behaviour.ClientDefect;
import dev.wspec.behaviour.ClientLiberty;
import dev.wspec.behaviour.Defect;
import dev.wspec.behaviour.Liberty;
import dev.wspec.run.ClientSelfTest;
import dev.wspec.run.ClientSelfTest.Complaint;
import dev.wspec.run.ClientSelfTest.Complaints;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The three laws for the client role: sound passes, wrong is noticed, unusual is not. */
final class ClientLaws {

  private static final int EXAMPLES = 5;

  private final ClientSelfTest selfTest;
  private final PrintWriter out;
  private final List<String> matrix = new ArrayList<>();
  private int wrong;

  ClientLaws(ClientSelfTest selfTest, PrintWriter out) {
    this.selfTest = selfTest;
    this.out = out;
    matrix.add("defect\trequirement\tkillers\tcases");
  }

  /** How many laws were broken. */
  int check() throws IOException {
    Complaints sound = selfTest.about(ClientBehaviour.CONFORMING);
    tell("reference", "CONFORMING", sound.byCase().keySet(), !sound.byCase().isEmpty());
    try (Together together = new Together()) {
      askAll(together);
    }
    return wrong;
  }

  private void askAll(Together together) {
    for (ClientDefect defect : ClientDefect.values()) {
      together.add(() -> defect(defect.name(), defect.behaviour(), defect.requirements()));
    }
    for (Defect defect : Defect.ofBothRoles()) {
      List<String> requirements = selfTest.ofClients(defect.requirements());
      if (!requirements.isEmpty()) {
        together.add(
            () ->
                defect(
                    defect.name(),
                    ClientBehaviour.CONFORMING.common(defect::applyTo),
                    requirements));
      }
    }
    for (ClientLiberty liberty : ClientLiberty.values()) {
      together.add(() -> liberty(liberty.name(), liberty.behaviour()));
    }
    for (Liberty liberty : Liberty.ofBothRoles()) {
      together.add(
          () -> liberty(liberty.name(), ClientBehaviour.CONFORMING.common(liberty::applyTo)));
    }
  }

  /** Which defect is noticed by which cases, tab-separated, with a header line. */
  List<String> matrix() {
    List<String> sorted = new ArrayList<>(matrix.subList(1, matrix.size()));
    Collections.sort(sorted);
    sorted.add(0, matrix.get(0));
    return sorted;
  }

  private void defect(String name, ClientBehaviour behaviour, List<String> requirements)
      throws IOException {
    Complaints complaints = selfTest.about(behaviour, requirements);
    boolean noticed = false;
    List<String> lines = new ArrayList<>();
    for (String requirement : requirements) {
      List<String> killers =
          complaints.worsened().stream()
              .filter(complaint -> complaint.requirement().equals(requirement))
              .map(Complaint::caseId)
              .toList();
      noticed |= !killers.isEmpty();
      lines.add(name + "\t" + requirement + "\t" + killers.size() + "\t" + first(killers));
    }
    synchronized (matrix) {
      matrix.addAll(lines);
    }
    tell("defect", name, complaints.byCase().keySet(), !noticed);
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
