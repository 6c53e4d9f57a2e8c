package dev.wspec.autobahn;

import dev.wspec.autobahn.AutobahnCase.EndBy;
import dev.wspec.autobahn.AutobahnCase.Fatal;
import dev.wspec.conformance.Segmentation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the table of all cases. */
final class CaseTable {

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  private CaseTable() {}

  static List<AutobahnCase> read() {
    List<AutobahnCase> cases = new ArrayList<>();
    try (InputStream in = CaseTable.class.getResourceAsStream("cases.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "cases.tsv"), StandardCharsets.UTF_8))) {
      lines.lines().skip(1).forEach(line -> cases.add(read(line.split("\t", -1), cases.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(cases);
  }

  private static AutobahnCase read(String[] cells, int before) {
    String[] end = cells[9].split(" ");
    return new AutobahnCase(
        new CaseNumber(cells[0]),
        before + 1,
        cells[1],
        Arrays.stream(cells[2].split(" \\| ")).map(CaseTable::step).toList(),
        heard(cells[3]),
        heard(cells[4]),
        cells[5].equals("us"),
        Arrays.stream(cells[6].split(",")).map(Integer::valueOf).toList(),
        cells[7].equals("yes"),
        fatal(cells[8]),
        end[0].equals("kill") ? EndBy.KILLING : EndBy.CLOSING,
        seconds(end[1]));
  }

  private static Set<Fatal> fatal(String words) {
    Set<Fatal> fatal = EnumSet.noneOf(Fatal.class);
    for (String word : words.split(",")) {
      if (!word.isEmpty()) {
        fatal.add(Fatal.valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return fatal;
  }

  private static Duration seconds(String word) {
    return Duration.ofMillis(
        Math.round(Double.parseDouble(word.substring(0, word.length() - 1)) * 1000));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static Step step(String text) {
    List<String> words = words(text);
    Map<String, String> named =
        words.stream()
            .filter(word -> word.matches("[a-z]+=\\w+"))
            .collect(Collectors.toMap(w -> w.split("=")[0], w -> w.split("=")[1]));
    Filler payload =
        words.stream()
            .skip(1)
            .filter(word -> word.matches("-|\".*\"|[0-9a-f]+(\\*\\d+)?"))
            .findFirst()
            .map(Filler::parse)
            .orElse(Filler.EMPTY);
    return switch (words.get(0)) {
      case "frame" ->
          new Step.Send(
              number(named, "op"),
              number(named, "fin") == 1,
              number(named, "rsv"),
              payload,
              named.containsKey("chop")
                  ? Segmentation.pieces(number(named, "chop"))
                  : Segmentation.whole());
      case "close" ->
          new Step.Send(8, true, 0, closeBody(named.get("code"), payload), Segmentation.whole());
      case "fragmented" -> new Step.Fragmented(number(named, "op"), number(named, "frag"), payload);
      case "header" ->
          new Step.Header(number(named, "op"), number(named, "fin") == 1, number(named, "length"));
      case "octets" -> new Step.Octets(payload);
      case "wait" -> new Step.Wait(seconds(words.get(1)), named.get("tag"));
      case "trips" -> new Step.Trips(number(named, "count"), number(named, "op"), payload);
      case "deflated" ->
          new Step.Deflated(
              number(named, "count"),
              number(named, "op"),
              number(named, "size"),
              number(named, "frag"),
              Objects.requireNonNull(named.get("data"), text),
              number(named, "set"));
      default -> throw new IllegalStateException("not a step: " + text);
    };
  }

  private static int number(Map<String, String> named, String name) {
    return Integer.parseInt(Objects.requireNonNull(named.get(name), name));
  }

  private static Filler closeBody(@Nullable String code, Filler reason) {
    if (code == null) {
      return reason;
    }
    int number = Integer.parseInt(code);
    byte[] body = new byte[2 + reason.length()];
    body[0] = (byte) (number >> 8);
    body[1] = (byte) number;
    System.arraycopy(reason.octets(), 0, body, 2, reason.length());
    return Filler.of(body);
  }

  private static @Nullable List<Heard> heard(String cell) {
    if (cell.isEmpty() || cell.equals("echo")) {
      return null;
    }
    if (cell.equals("none")) {
      return List.of();
    }
    return Arrays.stream(cell.split(" \\| ")).map(CaseTable::heardOnce).toList();
  }

  private static Heard heardOnce(String text) {
    int blank = text.indexOf(' ');
    String rest = text.substring(blank + 1);
    return switch (text.substring(0, blank)) {
      case "text" -> new Heard.Said(true, Filler.parse(rest));
      case "binary" -> new Heard.Said(false, Filler.parse(rest));
      case "pong" -> new Heard.Ponged(Filler.parse(rest));
      case "timeout" -> new Heard.Outlived(rest);
      default -> throw new IllegalStateException("not to be heard: " + text);
    };
  }
}
