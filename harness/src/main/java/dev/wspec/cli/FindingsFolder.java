package dev.wspec.cli;

import dev.wspec.conformance.Requirements;
import dev.wspec.fuzz.Finding;
import dev.wspec.report.CaseResult;
import dev.wspec.report.ConsoleReport;
import dev.wspec.report.ResultsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Findings as folders, one for each signature, written as soon as something is found. */
final class FindingsFolder {
  private static final String CONVERSATION = "conversation.txt";
  private static final List<String> REPLAY = List.of("wspec", "replay");
  private static final Pattern SEED = Pattern.compile("(?m)^# seed (-?\\d{1,19})$");

  private static final String TRAFFIC =
      "`sent.bin` and `received.bin` are the octets, `capture.pcap` has them\n"
          + "as packets for Wireshark (made-up Ethernet, IP and TCP around them)";

  private final Path folder;
  private final OptionalInt port;
  private final List<String> before;
  private final List<String> behind;
  private final ConsoleReport console;

  private FindingsFolder(Path folder, OptionalInt port, List<String> before, List<String> behind) {
    this.folder = folder;
    this.port = port;
    this.before = before;
    this.behind = behind;
    console = new ConsoleReport(false, true, 100, Requirements.load());
  }

  /**
   * Findings about a server.
   *
   * @param port of the server in captures
   * @param target the words of a command line that name the target and how to speak to it
   */
  static FindingsFolder ofServer(Path folder, int port, List<String> target) {
    return new FindingsFolder(folder, OptionalInt.of(port), REPLAY, target);
  }

  /**
   * Findings about a parser in this process: no network, so no packets.
   *
   * @param parser the words of a command line that choose it
   */
  static FindingsFolder ofParser(Path folder, List<String> parser) {
    return new FindingsFolder(folder, OptionalInt.empty(), REPLAY, parser);
  }

  /**
   * Findings about a client.
   *
   * @param port of ours in captures
   * @param command the words of a command line that has it come
   */
  static FindingsFolder ofClient(Path folder, int port, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--replay");
    return new FindingsFolder(folder, OptionalInt.of(port), words, List.of());
  }

  /** A command line that shows it again, to be pasted into a shell. */
  String rerun(Finding finding) {
    List<String> words = new ArrayList<>(before);
    words.add(file(finding).toString());
    words.addAll(behind);
    return commandLine(words);
  }

  /** Words as they can be pasted into a shell. */
  static String commandLine(List<String> words) {
    return String.join(" ", words.stream().map(FindingsFolder::quoted).toList());
  }

  private Path file(Finding finding) {
    return folder.resolve(finding.signature()).resolve(CONVERSATION);
  }

  private static String quoted(String word) {
    return word.matches("[\\w:/.@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  void store(Finding finding) throws IOException {
    Path own = folder.resolve(finding.signature());
    finding.store(own);
    if (port.isPresent()) {
      finding.storeTraffic(own, port.getAsInt());
    }
    Files.writeString(
        own.resolve(CONVERSATION), "# seed " + finding.seed() + "\n" + finding.conversation());
    CaseResult result = CaseResult.of(finding.outcome(), rerun(finding));
    try (OutputStream out = Files.newOutputStream(own.resolve("result.json"))) {
      ResultsJson.writeLine(result, out);
    }
    Files.writeString(own.resolve("README.md"), readme(finding, result));
  }

  private String readme(Finding finding, CaseResult result) {
    return """
    # %s

    %s

    See it again:

        %s

    `conversation.txt` is what was played, %s, `result.json` is the record.

    ```
    %s
    ```
    """
        .formatted(
            finding.signature(),
            String.join(" ", finding.notes()),
            result.rerun(),
            port.isPresent() ? TRAFFIC : "`sent.bin` the octets that were fed",
            console.failure(result, false));
  }

  /** A conversation with the seed that it was found with. */
  record Stored(String conversation, long seed) {
    static Stored read(Path file, long otherwise) throws IOException {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return new Stored(text, seed(text, otherwise));
    }

    private static long seed(String text, long otherwise) {
      Matcher matcher = SEED.matcher(text);
      try {
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
      } catch (NumberFormatException e) {
        return otherwise; // It is only a comment.
      }
    }
  }

  /** What earlier runs left in a folder. */
  static List<Stored> stored(Path folder) throws IOException {
    List<Stored> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> folders = Files.list(folder)) {
        for (Path each : folders.sorted().toList()) {
          Path file = each.resolve(CONVERSATION);
          if (Files.isRegularFile(file)) {
            all.add(Stored.read(file, 1));
          }
        }
      }
    }
    return all;
  }
}
