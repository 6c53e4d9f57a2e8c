package dev.wspec.cli;

import dev.wspec.compare.LaunchFailure;
import dev.wspec.compare.Launched;
import dev.wspec.compare.Launcher;
import dev.wspec.compare.LogTail;
import dev.wspec.compare.TargetSpec;
import dev.wspec.conformance.Verdict;
import dev.wspec.report.ComparedTarget;
import dev.wspec.report.RunReport;
import dev.wspec.subject.ServerSubject;
import dev.wspec.traffic.Ear;
import dev.wspec.traffic.Overheard;
import dev.wspec.wire.WireTap;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Each client with each server, neither of them ours, with a tap between that judges both. */
final class ClientServerMatrix {

  private static final long REST_MILLIS = 2000;
  private static final String BETWEEN = " with ";

  /** Of what a client wrote before it failed. */
  private static final int LINES = 20;

  private final List<TappedClient> clients;
  private final List<TargetSpec> servers;
  private final SubjectOptions subjectOptions;
  private final int seconds;
  private final Path folder;
  private final Map<String, ComparedTarget> pairs = new LinkedHashMap<>();

  /**
   * Nothing is started yet.
   *
   * @param seconds that a conversation may take
   * @param folder takes a folder for each pair
   */
  ClientServerMatrix(
      List<TappedClient> clients,
      List<TargetSpec> servers,
      SubjectOptions subjectOptions,
      int seconds,
      Path folder) {
    this.clients = List.copyOf(clients);
    this.servers = List.copyOf(servers);
    this.subjectOptions = subjectOptions;
    this.seconds = seconds;
    this.folder = folder;
  }

  /** Plays all of them, one after the other: a column for each pair, a case for each question. */
  List<ComparedTarget> play() throws IOException, InterruptedException {
    for (TargetSpec server : servers) {
      try (Launched launched = Launcher.launch(server)) {
        for (TappedClient client : clients) {
          String name = name(client, server);
          pairs.put(name, pair(name, client, launched.url()));
        }
      } catch (LaunchFailure e) {
        for (TappedClient client : clients) {
          String name = name(client, server);
          pairs.put(name, new ComparedTarget(name, server.about(), null, e.sentence(), e.log()));
        }
      }
    }
    return List.copyOf(pairs.values());
  }

  private static String name(TappedClient client, TargetSpec server) {
    return client.name() + BETWEEN + server.name();
  }

  private ComparedTarget pair(String name, TappedClient client, String url)
      throws IOException, InterruptedException {
    ServerSubject server = subjectOptions.server(url);
    Path own = Files.createDirectories(folder.resolve(Column.file(name)));
    Path log = own.resolve("client.log");
    Ear ear = new Ear();
    String trouble;
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (WireTap tap = WireTap.open(free, server.dialer(), ear)) {
      String target = server.request(new SplittableRandom()).target();
      trouble = client.talk("ws://127.0.0.1:" + tap.port() + target, seconds, log);
      tap.awaitEnds(REST_MILLIS);
    }
    List<Overheard> heard = ear.heard();
    if (heard.isEmpty()) {
      List<String> why = new ArrayList<>(List.of(trouble, "No WebSocket connection was opened."));
      why.addAll(ear.notes());
      trouble = String.join(" ", why).strip();
    }
    TrafficReport traffic = new TrafficReport(name, own);
    traffic.write(heard, ear.notes());
    RunReport report = traffic.byQuestion(heard);
    List<String> lines = trouble.isEmpty() ? List.of() : LogTail.of(log, LINES);
    return new ComparedTarget(name, url, report, trouble, lines).withoutTranscripts();
  }

  /** Whether some side of some pair broke a rule. */
  boolean isAnyWrong() {
    return clients.stream()
        .flatMap(client -> servers.stream().map(server -> name(client, server)))
        .anyMatch(name -> wrong(name, "client") + wrong(name, "server") > 0);
  }

  /** A line for each client, a column for each server. */
  void tell(PrintWriter out) {
    int first = widest(clients.stream().map(TappedClient::name).toList());
    int other = Math.max(14, widest(servers.stream().map(TargetSpec::name).toList()));
    out.print(padded("", first));
    servers.forEach(server -> out.print("  " + padded(server.name(), other)));
    out.println();
    for (TappedClient client : clients) {
      out.print(padded(client.name(), first));
      servers.forEach(server -> out.print("  " + padded(cell(name(client, server)), other)));
      out.println();
    }
  }

  private String cell(String name) {
    ComparedTarget pair = pairs.get(name);
    if (pair == null || pair.report() == null || pair.report().cases().isEmpty()) {
      return "! not judged";
    }
    List<String> faults = new ArrayList<>();
    for (String side : List.of("client", "server")) {
      if (wrong(name, side) > 0) {
        faults.add(side + " " + wrong(name, side));
      }
    }
    String mark = pair.trouble().isEmpty() ? "" : "! ";
    return mark + (faults.isEmpty() ? "both right" : "wrong: " + String.join(", ", faults));
  }

  private long wrong(String name, String side) {
    ComparedTarget pair = pairs.get(name);
    RunReport report = pair == null ? null : pair.report();
    return report == null
        ? 0
        : report.cases().stream()
            .filter(result -> result.id().value().startsWith("traffic/" + side + "~"))
            .filter(result -> result.verdict() == Verdict.FAIL)
            .count();
  }

  private static int widest(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }
}
