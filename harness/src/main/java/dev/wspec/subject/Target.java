package dev.wspec.subject;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request target, read as hostile input.
 *
 * @param parameters decoded; of repeated ones the first
 */
public record Target(String path, Map<String, String> parameters) {

  private static final int LONGEST = 8192;
  private static final int MOST = 32;

  /** Reads a target; what is beyond measure is cut off. */
  public static Target of(String target) {
    String text = target.length() > LONGEST ? target.substring(0, LONGEST) : target;
    // What should not be there is for judges; here it must not hide what the client came for.
    text = text.replaceFirst("^\\w+://[^/]*", "").replaceFirst("#.*", "");
    int question = text.indexOf('?');
    Map<String, String> parameters = new LinkedHashMap<>();
    if (question >= 0) {
      for (String pair : text.substring(question + 1).split("&", MOST)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.putIfAbsent(
            decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Target(question < 0 ? text : text.substring(0, question), parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a stray percent sign
    }
  }

  /** The first value of that name. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Printable and of bounded length; what came from a client is shown to people. */
  public static String printable(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
