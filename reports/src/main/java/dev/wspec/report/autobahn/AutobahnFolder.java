package dev.wspec.report.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.AutobahnCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of the original's files. A case is written as soon as it is over and then forgotten
 * but for a line of the index. Safe for threads.
 */
public final class AutobahnFolder {

  /** Agents that are kept; a client that calls itself differently each time is not a thousand. */
  private static final int MOST_AGENTS = 64;

  private static final Map<Integer, String> GROUPS =
      Map.of(
          1, "Framing",
          2, "Pings and Pongs",
          3, "Reserved Bits",
          4, "Opcodes",
          5, "Fragmentation",
          6, "UTF-8",
          7, "Closing",
          9, "Limits and Time",
          10, "Miscellaneous",
          12, "Compression");

  private static final String PARAMETERS = "Compression, Parameters";

  private final Path folder;
  private final String generator;
  private final String rules;
  private final Pages pages = new Pages();
  private final Map<String, Map<String, IndexEntry>> agents = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();

  private AutobahnFolder(Path folder, String generator, String rules) {
    this.folder = folder;
    this.generator = generator;
    this.rules = rules;
  }

  /**
   * Makes the folder if need be.
   *
   * @param generator who writes: a name and a version
   * @param rules by which rules verdicts come about, to end "verdicts follow …"
   */
  public static AutobahnFolder open(Path folder, String generator, String rules)
      throws IOException {
    Files.createDirectories(folder);
    return new AutobahnFolder(folder, generator, rules);
  }

  public Path path() {
    return folder;
  }

  /**
   * Writes the files of one case; a later run of the same case replaces an earlier one.
   *
   * @return false if there are too many agents already, and so nothing was written
   */
  public synchronized boolean add(PlayedCase played) throws IOException {
    if (!agents.containsKey(played.agent()) && agents.size() >= MOST_AGENTS) {
      return false;
    }
    Map<String, @Nullable Object> model = CaseModel.of(played);
    String file = name(played.agent()) + "_case_" + played.asked().id().underscored();
    PythonJson.write(model, folder.resolve(file + ".json"));
    pages.write("case.ftlh", CasePage.of(played, model), folder.resolve(file + ".html"));
    agents
        .computeIfAbsent(played.agent(), name -> new HashMap<>())
        .put(played.asked().id().text(), played.entry(file));
    return true;
  }

  /** As the original makes it, but two agents never share their files. */
  private String name(String agent) {
    String known = names.get(agent);
    if (known != null) {
      return known;
    }
    String clean = FileNames.clean(agent);
    String free = clean;
    for (int number = 2; names.containsValue(free); number++) {
      free = clean + "_" + number;
    }
    names.put(agent, free);
    return free;
  }

  /** Writes the index of all cases so far. */
  public synchronized void writeIndex() throws IOException {
    PythonJson.write(index(), folder.resolve("index.json"));
    Map<String, @Nullable Object> model = new HashMap<>();
    model.put("generator", generator);
    model.put("rules", rules);
    model.put("generated", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    model.put("agents", List.copyOf(agents.keySet()));
    model.put("sections", sections());
    pages.write("index.ftlh", model, folder.resolve("index.html"));
  }

  private Map<String, Object> index() {
    Map<String, Object> index = new TreeMap<>();
    agents.forEach(
        (agent, cases) -> {
          Map<String, Object> results = new TreeMap<>();
          cases.forEach((id, entry) -> results.put(id, json(entry)));
          index.put(agent, results);
        });
    return index;
  }

  private static Map<String, @Nullable Object> json(IndexEntry entry) {
    Map<String, @Nullable Object> json = new TreeMap<>();
    json.put("behavior", entry.behavior().word());
    json.put("behaviorClose", entry.behaviorClose().word());
    json.put("duration", entry.millis());
    json.put("remoteCloseCode", entry.remoteCloseCode());
    json.put("reportfile", entry.file() + ".json");
    return json;
  }

  private List<Map<String, Object>> sections() {
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    for (AutobahnCase asked : AutobahnCases.all()) {
      rows.computeIfAbsent(asked.id().subgroup(), name -> new ArrayList<>()).add(row(asked));
    }
    List<Map<String, Object>> sections = new ArrayList<>();
    for (Map.Entry<String, List<Map<String, Object>>> each : rows.entrySet()) {
      int number = Integer.parseInt(each.getKey().split("\\.")[0]);
      String heading = number + " " + GROUPS.getOrDefault(number, PARAMETERS);
      sections.add(
          Map.of("heading", heading, "name", "Cases " + each.getKey(), "rows", each.getValue()));
    }
    return sections;
  }

  private Map<String, Object> row(AutobahnCase asked) {
    List<Map<String, Object>> cells =
        agents.values().stream()
            .map(cases -> Cells.of(cases.get(asked.id().text()), asked.isTimed()))
            .toList();
    return Map.of(
        "id", asked.id().text(),
        "anchor", asked.id().underscored(),
        "description", CaseWords.description(asked),
        "expectation", CaseWords.expectation(asked),
        "cells", cells);
  }
}
