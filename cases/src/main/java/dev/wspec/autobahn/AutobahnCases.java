package dev.wspec.autobahn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** All cases in their order, and the patterns that choose among them. */
public final class AutobahnCases {

  /** A case is named that does not exist; the message says which. */
  public static final class UnknownCase extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownCase(String id) {
      super("There is no case " + id + ".");
    }
  }

  private static final List<AutobahnCase> ALL = CaseTable.read();

  private AutobahnCases() {}

  public static List<AutobahnCase> all() {
    return ALL;
  }

  /** The case of that number. */
  public static Optional<AutobahnCase> find(String id) {
    return ALL.stream().filter(each -> each.id().text().equals(id)).findFirst();
  }

  /**
   * The cases that match one of the first patterns and none of the second. A pattern without a star
   * is the number of a case; one with a star need match the beginning of a number only, so that
   * {@code 1.*} is all of group 1 and {@code 5.1*} is eleven cases.
   *
   * @throws UnknownCase if a number in {@code include} is none; in {@code exclude} it does no harm
   */
  public static List<AutobahnCase> select(List<String> include, List<String> exclude)
      throws UnknownCase {
    Predicate<AutobahnCase> wanted = any(include);
    Predicate<AutobahnCase> unwanted = any(exclude);
    for (String pattern : include) {
      if (!pattern.contains("*") && find(pattern).isEmpty()) {
        throw new UnknownCase("\"" + pattern + "\"");
      }
    }
    return ALL.stream().filter(wanted.and(unwanted.negate())).toList();
  }

  private static Predicate<AutobahnCase> any(List<String> patterns) {
    List<Predicate<String>> each = new ArrayList<>();
    for (String pattern : patterns) {
      each.add(
          pattern.contains("*") ? id -> regex(pattern).matcher(id).lookingAt() : pattern::equals);
    }
    return candidate -> each.stream().anyMatch(test -> test.test(candidate.id().text()));
  }

  /**
   * Whether an {@code exclude-agent-cases} entry matches: unlike in {@link #select} the whole word
   * has to match.
   */
  public static boolean matchesWhole(String pattern, String word) {
    return regex(pattern).matcher(word).matches();
  }

  /** Only dots and stars mean something here; all else stands for itself. */
  private static Pattern regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("(?<=\\*)|(?=\\*)")) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
