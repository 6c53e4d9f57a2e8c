package dev.wspec.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one line of a script, read in order. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile("\\s*+(\"(?:[^\"\\\\]++|\\\\.)*+\"(?:\\*\\d+)?|[^\\s\"]++)");
  private static final Pattern TIMES = Pattern.compile("(.*?)(?:\\*(\\d{1,7}))?", Pattern.DOTALL);

  private final List<String> words;
  private final int line;
  private int at;

  private Words(List<String> words, int line) {
    this.words = words;
    this.line = line;
  }

  static Words of(String text, int line) throws Unreadable {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int end = 0;
    while (end < text.length()) {
      matcher.region(end, text.length());
      if (!matcher.lookingAt()) {
        throw new Unreadable(line, "a quotation mark is missing");
      }
      words.add(matcher.group(1));
      end = matcher.end();
    }
    return new Words(words, line);
  }

  Unreadable wrong(String sentence) {
    return new Unreadable(line, sentence);
  }

  boolean hasNext() {
    return at < words.size();
  }

  String next(String what) throws Unreadable {
    if (!hasNext()) {
      throw wrong(what + " is missing");
    }
    return words.get(at++);
  }

  void end() throws Unreadable {
    if (hasNext()) {
      throw wrong("'" + words.get(at) + "' is too much");
    }
  }

  boolean isOctetsNext() {
    return hasNext() && words.get(at).matches("(?s)\".*|x[0-9a-fA-F]*+(?:\\*\\d+)?");
  }

  Octets octets() throws Unreadable {
    Matcher matcher = TIMES.matcher(next("a payload"));
    if (!matcher.matches()) {
      throw wrong("this is no payload");
    }
    String word = matcher.group(1);
    int times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
    try {
      if (word.startsWith("\"")) {
        return new Octets(unquoted(word).getBytes(StandardCharsets.ISO_8859_1), times);
      }
      if (word.startsWith("x")) {
        return new Octets(HexFormat.of().parseHex(word.substring(1)), times);
      }
    } catch (IllegalArgumentException e) {
      throw wrong("'" + word + "' is no payload: " + e.getMessage());
    }
    throw wrong("a payload is \"text\" or xHEX, not '" + word + "'");
  }

  String string() throws Unreadable {
    String word = next("a word in quotation marks");
    if (word.length() < 2 || !word.startsWith("\"") || !word.endsWith("\"")) {
      throw wrong("'" + word + "' needs quotation marks");
    }
    return unquoted(word);
  }

  int number(String what, int least, int most) throws Unreadable {
    return (int) parse(next(what), least, most);
  }

  long parse(String digits, long least, long most) throws Unreadable {
    long number = digits.matches("\\d{1,9}") ? Long.parseLong(digits) : -1;
    if (number < least || number > most) {
      throw wrong("'" + digits + "' is no number from " + least + " to " + most);
    }
    return number;
  }

  List<Integer> numbers() throws Unreadable {
    List<Integer> numbers = new ArrayList<>();
    for (String digits : next("offsets").split(",", -1)) {
      int offset = (int) parse(digits, 0, Integer.MAX_VALUE);
      if (!numbers.isEmpty() && offset <= numbers.get(numbers.size() - 1)) {
        throw wrong("offsets ascend");
      }
      numbers.add(offset);
    }
    return numbers;
  }

  int key(String hex) throws Unreadable {
    if (!hex.matches("[0-9a-fA-F]{8}")) {
      throw wrong("a masking key has eight hex digits, not '" + hex + "'");
    }
    return Integer.parseUnsignedInt(hex, 16);
  }

  long unsigned(String digits) throws Unreadable {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw wrong("'" + digits + "' is no length of up to 64 bits");
    }
  }

  /** In quotation marks, with everything but printable ASCII escaped; U+00FF is the last. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\r' -> quoted.append("\\r");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c >= 0x20 && c < 0x7F ? c : "\\x%02x".formatted((int) c));
      }
    }
    return quoted.append('"').toString();
  }

  private String unquoted(String word) throws Unreadable {
    StringBuilder text = new StringBuilder();
    int i = 1;
    while (i < word.length() - 1) {
      char c = word.charAt(i++);
      if (c != '\\') {
        if (c > 0x7E) {
          throw wrong("write characters beyond ASCII as \\xHH or the octets in hex");
        }
        text.append(c);
        continue;
      }
      switch (word.charAt(i++)) {
        case 'r' -> text.append('\r');
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case '"', '\\' -> text.append(word.charAt(i - 1));
        case 'x' -> {
          String hex = word.substring(i, Math.min(i + 2, word.length() - 1));
          if (!hex.matches("[0-9a-fA-F]{2}")) {
            throw wrong("\\x takes two hex digits");
          }
          text.append((char) Integer.parseInt(hex, 16));
          i += 2;
        }
        default -> throw wrong("\\" + word.charAt(i - 1) + " is no escape");
      }
    }
    return text.toString();
  }
}
