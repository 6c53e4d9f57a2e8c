package dev.wspec.cases.intermediary;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Transcript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What proxies are often set up with, and what mends it. */
public enum Misconfiguration {
  HTTP_1_0_TO_THE_ORIGIN(
      "HTTP/1.0 to the origin: the proxy speaks a version of HTTP that knows no upgrade.",
      Map.of(
          "nginx", "proxy_http_version 1.1",
          "Apache", "no force-proxy-request-1.0")),
  UPGRADE_NOT_PASSED_ON(
      "No Upgrade header passed: the proxy takes the handshake for an ordinary request.",
      Map.of(
          "nginx",
              "proxy_set_header Upgrade $http_upgrade; and proxy_set_header Connection \"upgrade\"",
          "Apache", "ProxyPass … upgrade=websocket (2.4.47), or mod_proxy_wstunnel",
          "lighttpd", "proxy.header = ( \"upgrade\" => \"enable\" )",
          "Varnish", "return (pipe) for requests with Upgrade, and bereq.http.Upgrade in vcl_pipe",
          "Squid", "http_upgrade_request_protocols websocket allow all",
          "http-proxy", "server.on('upgrade', … proxy.ws …), or ws: true")),
  CONNECTION_NOT_SENT(
      "Upgrade without Connection: Upgrade: the origin has to pass over it.",
      Map.of("nginx", "proxy_set_header Connection \"upgrade\"")),
  BUFFERING(
      "Buffering: the tunnel is open, but messages do not come out of it.",
      Map.of(
          "nginx", "proxy_buffering off where the upgrade is not passed on",
          "lighttpd", "server.stream-response-body = 2",
          "any", "no filter or buffer on this path")),
  ANSWER_BUFFERED(
      "Buffering: the 101 of the origin does not come out of the proxy, as if its body were to be"
          + " read first.",
      Map.of(
          "Caddy", "no buffer_responses in reverse_proxy",
          "any", "no filter or buffer on this path")),
  SHORT_PATIENCE(
      "Short patience: the proxy ends a tunnel through which nothing passes.",
      Map.of(
          "nginx", "proxy_read_timeout, 60 s if it is not set",
          "HAProxy", "timeout tunnel",
          "Apache", "ProxyTimeout",
          "any", "a longer idle timeout, or Pings at shorter intervals"));

  private static final String LEADS_ELSEWHERE =
      "No request came to the origin: the proxy leads elsewhere. What mends it: let it lead to"
          + " --origin-listen, and give --origin-tls if it speaks TLS to its server.";

  /** So many cases none of which reached the origin are no accident. */
  private static final int NONE_OF = 3;

  private static final long PATIENCE_NANOS = 500_000_000L;

  private final String what;
  private final Map<String, String> settings;

  Misconfiguration(String what, Map<String, String> settings) {
    this.what = what;
    this.settings = settings;
  }

  /**
   * A sentence for each that these transcripts of an intermediary show, with what mends it.
   *
   * @param alive whether it was there to the end: one that died may have led anywhere
   */
  public static List<String> seenIn(Collection<Transcript> transcripts, boolean alive) {
    List<Ends> all =
        transcripts.stream()
            .map(transcript -> Ends.of(transcript, 0))
            .filter(ends -> !ends.client().events().isEmpty())
            .toList();
    if (alive && all.size() >= NONE_OF && all.stream().noneMatch(Ends::reached)) {
      return List.of(LEADS_ELSEWHERE);
    }
    String product = product(all);
    List<String> sentences = new ArrayList<>();
    for (Misconfiguration each : values()) {
      long count = all.stream().filter(each::isSeenIn).count();
      if (count >= each.enough()) {
        sentences.add(each.sentence(product, all));
      }
    }
    return sentences;
  }

  /** What does not come out once could be lost in another way. */
  private int enough() {
    return this == BUFFERING || this == ANSWER_BUFFERED ? 3 : 1;
  }

  private String sentence(String product, List<Ends> all) {
    String seconds =
        this == SHORT_PATIENCE
            ? all.stream()
                .filter(this::isSeenIn)
                .map(ends -> " It did so after " + idleSeconds(ends) + " s.")
                .findFirst()
                .orElse("")
            : "";
    String mends =
        settings.containsKey(product)
            ? product + ": " + settings.get(product)
            : settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    return what + seconds + " What mends it: " + mends + ".";
  }

  private boolean isSeenIn(Ends ends) {
    boolean asked =
        (ends.client().opened().isPresent() || ends.client().refused().isPresent())
            && Ends.asksForUpgrade(ends.asked())
            && ends.asked().all("Upgrade").equals(List.of("websocket")) // not in another spelling
            && ends.asked().version().equals("HTTP/1.1");
    if (!asked || !ends.reached()) {
      return false;
    }
    return switch (this) {
      case HTTP_1_0_TO_THE_ORIGIN -> ends.request().version().equals("HTTP/1.0");
      case UPGRADE_NOT_PASSED_ON ->
          ends.request().version().equals("HTTP/1.1") && ends.request().field("Upgrade").isEmpty();
      case CONNECTION_NOT_SENT ->
          ends.request().field("Upgrade").isPresent() && !Ends.asksForUpgrade(ends.request());
      case BUFFERING ->
          ends.isTunnel()
              && (isHeld(ends.client(), ends.origin()) || isHeld(ends.origin(), ends.client()));
      case ANSWER_BUFFERED ->
          ends.origin().opened().isPresent()
              && Ends.asksForUpgrade(ends.request())
              && ends.client().response().isEmpty()
              && ends.client().endedBy(Event.Ended.How.DEADLINE);
      case SHORT_PATIENCE ->
          ends.isTunnel()
              && ends.client().sent().isEmpty()
              && ends.origin().sent().isEmpty()
              && ends.client().endedBySubject()
              && idleNanos(ends) > PATIENCE_NANOS;
    };
  }

  /** Several frames went in, none came out, and nobody ended anything. */
  private static boolean isHeld(Conversation from, Conversation to) {
    return from.sent().size() > 1
        && to.received().isEmpty()
        && !to.endedBySubject()
        && to.endedBy(Event.Ended.How.DEADLINE);
  }

  private static long idleNanos(Ends ends) {
    return ends.client().ended().map(Event.Ended::at).orElse(0L)
        - ends.client().opened().map(Event.Opened::at).orElse(0L);
  }

  private static String idleSeconds(Ends ends) {
    return String.format(Locale.ROOT, "%.1f", idleNanos(ends) / 1e9);
  }

  /** As its answers tell; empty if they do not. */
  private static String product(List<Ends> all) {
    for (Ends ends : all) {
      String told =
          ends.client().response().map(RawResponse::fields).orElse(List.of()).stream()
              .filter(field -> field.name().matches("(?i)server|via|x-varnish|x-cache"))
              .map(Field::toString)
              .collect(Collectors.joining(" "))
              .toLowerCase(Locale.ROOT);
      for (String product : List.of("nginx", "Apache", "lighttpd", "Varnish", "Squid", "Caddy")) {
        if (told.contains(product.toLowerCase(Locale.ROOT))) {
          return product;
        }
      }
    }
    return "";
  }
}
