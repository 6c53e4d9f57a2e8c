package dev.wspec.run;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Check;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Level;
import dev.wspec.conformance.Requirement;
import dev.wspec.conformance.Requirements;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which cases run. A pattern is one of
 *
 * <ul>
 *   <li>a case id or a glob of ids: {@code closing/**}, where {@code *} stays within one part and
 *       {@code **} does not;
 *   <li>an area: {@code closing};
 *   <li>a requirement id or a glob of them: {@code 6455-5.4-*};
 *   <li>a section: {@code §5.4} or {@code rfc6455#5.4}, with all below it;
 *   <li>a level: {@code must}, {@code should}, {@code may};
 *   <li>a case of the Autobahn Testsuite or a glob of them: {@code autobahn:5.*};
 *   <li>{@code @file}: patterns from a file, one a line, {@code #} starts a comment.
 * </ul>
 *
 * A pattern that names cases, by an id, a glob that begins with an area, an area or an Autobahn id,
 * chooses those that take much as well; the others leave them to the profile.
 */
public final class Selection {

  /** A pattern that means nothing here; the message says what to do. */
  public static final class UnmatchedPattern extends Exception {
    private static final long serialVersionUID = 1L;

    UnmatchedPattern(String message) {
      super(message);
    }
  }

  private static final Chosen EVERYTHING = new Chosen(c -> true, false);

  private static final Pattern SECTION = Pattern.compile("(?:§|rfc(\\d+)#)(\\d+(?:\\.\\d+)*)");

  private final Collection<ConformanceCase> all;
  private final Requirements requirements;
  private final Map<String, Set<String>> autobahn;

  /**
   * @param autobahn for each id of the Autobahn Testsuite the ids of the cases that ask the same
   */
  public Selection(
      Collection<ConformanceCase> all,
      Requirements requirements,
      Map<String, Set<String>> autobahn) {
    this.all = List.copyOf(all);
    this.requirements = requirements;
    this.autobahn = autobahn;
  }

  /** What {@link #of(List, List, Profile)} gives in the default profile. */
  public List<ConformanceCase> of(List<String> select, List<String> exclude)
      throws UnmatchedPattern {
    return of(select, exclude, Profile.DEFAULT);
  }

  /**
   * The cases of the profile that some pattern of {@code select} names (all, if there is none) and
   * no pattern of {@code exclude} does, in their order.
   *
   * @throws UnmatchedPattern if a pattern matches no case at all
   */
  public List<ConformanceCase> of(List<String> select, List<String> exclude, Profile profile)
      throws UnmatchedPattern {
    List<Chosen> wanted = select.isEmpty() ? List.of(EVERYTHING) : chosen(select, "--select");
    List<Chosen> unwanted = chosen(exclude, "--exclude");
    Set<String> families = new HashSet<>();
    return all.stream()
        .filter(c -> unwanted.stream().noneMatch(pattern -> pattern.test(c)))
        .filter(c -> wanted.stream().anyMatch(p -> p.test(c) && (isUsual(c, profile) || p.names)))
        .filter(
            c ->
                profile != Profile.QUICK
                    || select.contains(c.id().value())
                    || families.add(withoutAxes(c.id().value())))
        .toList();
  }

  private static boolean isUsual(ConformanceCase c, Profile profile) {
    boolean asked = profile == Profile.WHATWG || !c.needs().contains(Capability.BROWSER);
    return asked && (profile == Profile.FULL || !c.effort().isOptIn());
  }

  /**
   * What a pattern matches.
   *
   * @param names whether it says which cases, and not only what they have to do with
   */
  private record Chosen(Predicate<ConformanceCase> predicate, boolean names) {
    boolean test(ConformanceCase c) {
      return predicate.test(c);
    }
  }

  private List<Chosen> chosen(List<String> patterns, String option) throws UnmatchedPattern {
    List<Chosen> predicates = new ArrayList<>();
    for (String pattern : expand(patterns, option)) {
      Predicate<ConformanceCase> predicate = predicate(pattern);
      if (all.stream().noneMatch(predicate)) {
        throw new UnmatchedPattern(
            option
                + " "
                + pattern
                + " matches no case"
                + meant(pattern)
                + " 'wspec list' shows them all; patterns are ids, globs such as"
                + " closing/**, areas, requirement ids, sections such as §5.4, levels,"
                + " autobahn:5.* and @file.");
      }
      predicates.add(new Chosen(predicate, names(pattern)));
    }
    return predicates;
  }

  private String meant(String pattern) {
    if (all.stream().anyMatch(c -> c.id().value().startsWith(pattern + "/"))) {
      return "; did you mean " + pattern + "/**?";
    }
    Set<String> names = new TreeSet<>();
    all.forEach(c -> names.addAll(List.of(c.id().area(), c.id().value())));
    List<String> nearest = Nearest.to(pattern, names);
    return nearest.isEmpty() ? "." : "; did you mean " + String.join(" or ", nearest) + "?";
  }

  /** Areas and ids begin with a letter, requirements with a digit, and a star says nothing. */
  private boolean names(String pattern) {
    return pattern.toLowerCase(Locale.ROOT).startsWith("autobahn:")
        || all.stream().anyMatch(c -> pattern.split("[/*]", 2)[0].equals(c.id().area()));
  }

  private static List<String> expand(List<String> patterns, String option) throws UnmatchedPattern {
    List<String> expanded = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.startsWith("@")) {
        try {
          for (String line :
              Files.readAllLines(Path.of(pattern.substring(1)), StandardCharsets.UTF_8)) {
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!text.isEmpty()) {
              expanded.add(text);
            }
          }
        } catch (IOException e) {
          throw new UnmatchedPattern(
              option + " " + pattern + ": the file cannot be read: " + e.getMessage());
        }
      } else {
        expanded.add(pattern);
      }
    }
    return expanded;
  }

  private Predicate<ConformanceCase> predicate(String pattern) {
    String lower = pattern.toLowerCase(Locale.ROOT);
    if (lower.startsWith("autobahn:")) {
      Pattern id = glob(lower.substring("autobahn:".length()), "[^/]*");
      return c ->
          autobahn.entrySet().stream()
              .anyMatch(
                  e -> id.matcher(e.getKey()).matches() && e.getValue().contains(c.id().value()));
    }
    var section = SECTION.matcher(lower);
    if (section.matches()) {
      String number = section.group(2);
      String rfc = section.group(1) == null ? "6455" : section.group(1);
      return cites(
          r ->
              r.rfc().endsWith(rfc)
                  && (r.section().equals(number) || r.section().startsWith(number + ".")));
    }
    for (Level level : Level.values()) {
      if (lower.equals(level.name().toLowerCase(Locale.ROOT))) {
        return cites(r -> r.level() == level);
      }
    }
    Pattern id = glob(pattern, "[^/]*");
    return cites(r -> id.matcher(r.id()).matches())
        .or(c -> id.matcher(c.id().value()).matches() || id.matcher(c.id().area()).matches())
        .or(c -> id.matcher(withoutAxes(c.id().value())).matches());
  }

  private Predicate<ConformanceCase> cites(Predicate<Requirement> which) {
    return c ->
        c.checks().stream()
            .map(Check::requirement)
            .map(requirements::find)
            .anyMatch(r -> r.isPresent() && which.test(r.get()));
  }

  private static String withoutAxes(String id) {
    int axes = id.indexOf('~');
    return axes < 0 ? id : id.substring(0, axes);
  }

  private static Pattern glob(String pattern, String star) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '*') {
        regex.append(Pattern.quote(String.valueOf(c)));
      } else if (i + 1 < pattern.length() && pattern.charAt(i + 1) == '*') {
        regex.append(".*");
        i++;
      } else {
        regex.append(star);
      }
    }
    return Pattern.compile(regex.toString());
  }
}
