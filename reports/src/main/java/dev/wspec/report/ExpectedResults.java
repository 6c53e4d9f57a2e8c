package dev.wspec.report;

import dev.wspec.conformance.CaseId;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The verdicts that a target in a known version gets, with the reason of each that is no plain
 * pass. Cases that are younger than the file are no part of it.
 *
 * @param about library and version
 * @param groups the cases that do not pass, those with one reason together
 * @param passed all others, in order
 */
public record ExpectedResults(String about, List<Group> groups, List<CaseId> passed) {

  /**
   * Cases that get the same verdict for the same reason.
   *
   * @param why one sentence; never empty in a file that is complete
   */
  public record Group(Verdict verdict, String why, List<CaseId> cases) {

    public Group {
      cases = List.copyOf(cases);
    }
  }

  /** A case that got another verdict than expected. */
  public record Deviation(CaseId id, Verdict expected, Verdict got, String observed) {}

  private static final int REASON = 300;

  private static final DefaultPrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withArrayIndenter(new DefaultIndenter("  ", "\n"));

  public ExpectedResults {
    groups = List.copyOf(groups);
    passed = List.copyOf(passed);
  }

  /**
   * What a run found, to be expected from now on. Where a case gets the verdict that it had, the
   * former reason stays, otherwise what was observed becomes the reason.
   */
  public static ExpectedResults of(String about, RunReport report, ExpectedResults former) {
    Map<CaseId, Group> known = former.byCase();
    Map<Group, TreeSet<CaseId>> groups =
        new TreeMap<>(Comparator.comparing(Group::verdict).reversed().thenComparing(Group::why));
    TreeSet<CaseId> passed = new TreeSet<>();
    for (CaseResult result : report.cases()) {
      if (result.verdict() == Verdict.PASS) {
        passed.add(result.id());
        continue;
      } else if (result.verdict() == Verdict.ERROR) {
        continue; // wspec could not find out, so there is nothing to expect
      }
      Group before = known.get(result.id());
      String why =
          before != null && before.verdict() == result.verdict() ? before.why() : reason(result);
      groups
          .computeIfAbsent(new Group(result.verdict(), why, List.of()), group -> new TreeSet<>())
          .add(result.id());
    }
    List<Group> explained = new ArrayList<>();
    groups.forEach(
        (group, ids) -> explained.add(new Group(group.verdict(), group.why(), List.copyOf(ids))));
    return new ExpectedResults(about, explained, List.copyOf(passed));
  }

  /** What was observed, and for what was broken the requirement, which {@code explain} tells. */
  private static String reason(CaseResult result) {
    String observed = Escapes.oneLine(result.explanation(), REASON);
    return result.verdict() == Verdict.FAIL
        ? result
            .worstCheck()
            .map(check -> observed + " (" + check.requirement() + ")")
            .orElse(observed)
        : observed;
  }

  /** Nothing is expected. */
  public static ExpectedResults none() {
    return new ExpectedResults("", List.of(), List.of());
  }

  private Map<CaseId, Group> byCase() {
    Map<CaseId, Group> known = new HashMap<>();
    groups.forEach(group -> group.cases().forEach(id -> known.put(id, group)));
    return known;
  }

  /** Where a run differs, in the order of its cases; what was not run is not looked at. */
  public List<Deviation> deviations(RunReport report) {
    Map<CaseId, Verdict> verdicts = new HashMap<>();
    passed.forEach(id -> verdicts.put(id, Verdict.PASS));
    byCase().forEach((id, group) -> verdicts.put(id, group.verdict()));
    List<Deviation> deviations = new ArrayList<>();
    for (CaseResult result : report.cases()) {
      Verdict expected = verdicts.get(result.id());
      if (expected != null && expected != result.verdict()) {
        deviations.add(
            new Deviation(result.id(), expected, result.verdict(), result.explanation()));
      }
    }
    return deviations;
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or understood; the message names the file
   */
  public static ExpectedResults read(Path file) throws IOException {
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readString(file));
      return new ExpectedResults(
          Nodes.text(root, "about"),
          Nodes.each(
              root,
              "notPassed",
              node ->
                  new Group(
                      Nodes.constant(Verdict.class, node, "verdict"),
                      Nodes.text(node, "why"),
                      Nodes.texts(node, "cases").stream().map(CaseId::new).toList())),
          Nodes.texts(root, "passed").stream().map(CaseId::new).toList());
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + " is not understood: " + e.getMessage(), e);
    }
  }

  /** Writes the file, a line for each case, so that its history can be read. */
  public void write(Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("about", about);
    List<Map<String, Object>> notPassed = new ArrayList<>();
    for (Group group : groups) {
      Map<String, Object> node = new LinkedHashMap<>();
      node.put("verdict", group.verdict().name());
      node.put("why", group.why());
      node.put("cases", group.cases().stream().map(CaseId::value).toList());
      notPassed.add(node);
    }
    root.put("notPassed", notPassed);
    root.put("passed", passed.stream().map(CaseId::value).toList());
    Files.writeString(
        file, JsonMapper.shared().writer().with(PRINTER).writeValueAsString(root) + "\n");
  }
}
