package dev.wspec.cli;

import dev.wspec.conformance.Catalogue;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Disposition;
import dev.wspec.conformance.Dispositions;
import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.WireInvariants;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Documents that are made from the catalogue, in Markdown. */
final class GeneratedPages {

  private static final String REMARK =
      "<!-- Made by `./wspec selftest --docs docs`; do not edit. -->";

  private final Collection<ConformanceCase> cases;
  private final Requirements requirements;
  private final Dispositions dispositions = Dispositions.load();

  GeneratedPages(Catalogue catalogue, Requirements requirements) {
    this.cases = catalogue.all();
    this.requirements = requirements;
  }

  /** The pages by file name. */
  Map<String, List<String>> all() {
    return Map.of("catalogue.md", catalogue(), "coverage.md", coverage());
  }

  private List<String> catalogue() {
    Map<String, List<ConformanceCase>> areas =
        cases.stream()
            .collect(Collectors.groupingBy(c -> c.id().area(), TreeMap::new, Collectors.toList()));
    List<String> page = new ArrayList<>(List.of(REMARK, "", "# Catalogue", ""));
    page.add(cases.size() + " cases in " + areas.size() + " areas.");
    areas.forEach(
        (area, ofArea) -> {
          page.addAll(List.of("", "## " + area + " (" + ofArea.size() + ")", ""));
          page.addAll(List.of("| case | title | requirements |", "| --- | --- | --- |"));
          for (ConformanceCase each : ofArea) {
            String cited =
                each.checks().stream()
                    .map(check -> check.requirement())
                    .distinct()
                    .collect(Collectors.joining(" "));
            page.add("| `" + each.id() + "` | " + cell(each.title()) + " | " + cited + " |");
          }
        });
    return page;
  }

  private List<String> coverage() {
    List<String> page = new ArrayList<>(List.of(REMARK, "", "# Coverage", ""));
    page.add(requirements.all().size() + " requirements, by the role that they bind:");
    page.addAll(List.of("", "| role | disposition | requirements |", "| --- | --- | --- |"));
    for (SubjectRole role : SubjectRole.values()) {
      Map<Disposition.Kind, Long> counts =
          requirements.all().stream()
              .filter(requirement -> requirement.binds().contains(role))
              .flatMap(requirement -> dispositions.of(requirement.id(), role).stream())
              .collect(
                  Collectors.groupingBy(Disposition::kind, TreeMap::new, Collectors.counting()));
      counts.forEach(
          (kind, count) ->
              page.add("| " + word(role) + " | " + kind.word() + " | " + count + " |"));
    }
    String section = "";
    for (Requirement requirement : requirements.all()) {
      String next = requirement.rfc() + " §" + requirement.section();
      if (!next.equals(section)) {
        section = next;
        page.addAll(
            List.of(
                "",
                "## " + section,
                "",
                "| requirement | level | what it asks | role | disposition | cases |",
                "| --- | --- | --- | --- | --- | --- |"));
      }
      Collection<SubjectRole> roles =
          requirement.binds().isEmpty() ? List.of(SubjectRole.SERVER) : requirement.binds();
      roles.forEach(role -> page.add(row(requirement, role)));
    }
    return page;
  }

  private String row(Requirement requirement, SubjectRole role) {
    Disposition disposition = dispositions.of(requirement.id(), role).orElseThrow();
    String detail = disposition.detail().isEmpty() ? "" : ": " + disposition.detail();
    return "| "
        + String.join(
            " | ",
            requirement.id(),
            requirement.keyword(),
            cell(requirement.summary()),
            requirement.binds().isEmpty() ? "none" : word(role),
            disposition.kind().word() + cell(detail),
            asked(requirement, role))
        + " |";
  }

  private String asked(Requirement requirement, SubjectRole role) {
    if (WireInvariants.checks().stream()
        .anyMatch(check -> check.requirement().equals(requirement.id()))) {
      return "after every case";
    }
    long count =
        cases.stream()
            .filter(each -> each.subjects().contains(role))
            .filter(
                each ->
                    each.checks().stream()
                        .anyMatch(check -> check.requirement().equals(requirement.id())))
            .count();
    return count == 0 ? "none" : String.valueOf(count);
  }

  private static String word(SubjectRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
