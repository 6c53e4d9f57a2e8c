package dev.wspec.cases.handshake;

import java.util.ArrayList;
import java.util.List;

/** Reads the list syntax of HTTP fields (RFC 9110 §5.6.1). */
final class Lists {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private Lists() {}

  /** The members of a list without the blanks around them; commas in quotes do not count. */
  static List<String> members(String value) {
    return split(value, ',').stream().filter(member -> !member.isEmpty()).toList();
  }

  /** The first part of each member, up to a semicolon: the names of extensions (RFC 6455 §9.1). */
  static List<String> names(List<String> members) {
    return members.stream().map(member -> split(member, ';').get(0)).toList();
  }

  static boolean hasEmptyMember(String value) {
    return split(value, ',').contains("");
  }

  /** Whether it is a token (RFC 9110 §5.6.2). */
  static boolean isToken(String text) {
    return text.matches(TOKEN);
  }

  private static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && quoted && i + 1 < value.length()) {
        part.append(c).append(value.charAt(++i));
      } else if (c == separator && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        quoted ^= c == '"';
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
