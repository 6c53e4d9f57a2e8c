package dev.wspec.behaviour;

import dev.wspec.behaviour.RelayBehaviour.Ahead;
import dev.wspec.behaviour.RelayBehaviour.Ending;
import dev.wspec.behaviour.RelayBehaviour.Failure;
import dev.wspec.behaviour.RelayBehaviour.Trait;
import dev.wspec.handshake.HopHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What an intermediary can do that is unusual, but right. */
public enum RelayLiberty {
  ADDS_FORWARDED_FOR("Says whom it asks for", asking("X-Forwarded-For", "192.0.2.1")),
  ADDS_FORWARDED_PROTO("Says how it was asked", asking("X-Forwarded-Proto", "http")),
  ADDS_FORWARDED("Adds Forwarded", asking("Forwarded", "for=192.0.2.1;proto=http")),
  ADDS_VIA("Adds Via to the request", asking("Via", "1.1 wspec")),
  ADDS_VIA_TO_ANSWERS("Adds Via to the answer", b -> b.answering(h -> h.adding("Via", "1.1 w"))),
  ADDS_REQUEST_ID("Gives each request an id", asking("X-Request-Id", "6455")),
  SETS_HOST("Puts the origin into Host", b -> b.asking(h -> h.with("Host", "origin.example"))),
  NAMES_ITSELF("Puts itself into Server", b -> b.answering(h -> h.with("Server", "relay"))),
  SETS_COOKIE_OF_ITS_OWN(
      "Adds a cookie that keeps clients at one origin",
      b -> b.answering(h -> h.has("Set-Cookie") ? h : h.adding("Set-Cookie", "stick=1"))),
  WRITES_NAMES_IN_LOWER_CASE(
      "Writes the names of fields in lower case",
      b -> b.asking(RelayLiberty::lowerCase).answering(RelayLiberty::lowerCase)),
  WRITES_FIELDS_BACKWARDS(
      "Writes the fields in another order",
      b -> b.asking(RelayLiberty::backwards).answering(RelayLiberty::backwards)),
  WRITES_OPTION_OTHERWISE(
      "Writes upgrade in Connection", b -> b.asking(h -> h.with("Connection", "upgrade"))),
  KEEPS_OPTIONS(
      "Adds keep-alive to Connection",
      b -> b.asking(h -> h.has("Connection") ? h.with("Connection", "keep-alive, Upgrade") : h)),
  CHANGES_REASON(
      "Has a reason phrase of its own",
      b ->
          b.answering(h -> h.withFirst("HTTP/1.1 101 Web Socket Protocol Handshake"))
              .refusing(h -> h.withFirst(h.first().substring(0, 12) + " Whatever"))),
  REFUSES_EARLY_OCTETS("Drops what is sent before the answer", b -> b.early(Ahead.DROPPED)),
  LETS_THE_CLIENT_CHECK(
      "Passes on every 101 to a request that asked for one",
      b ->
          b.switching(
              (request, answer) ->
                  answer.status() == 101 && RelayBehaviour.asksForUpgrade(request))),
  ENDS_BOTH_SIDES("Ends both connections when one has ended", b -> b.ending(Ending.BOTH_ENDED)),
  RESETS_THE_OTHER_SIDE("Passes a reset on as a reset", b -> b.with(Trait.RESETS)),
  ENDS_WHEN_THE_ORIGIN_FAILS(
      "Ends the connection if the origin gives no answer", b -> b.failing(Failure.END)),
  TELLS_504(
      "Says 504 if the origin gives no answer in time",
      b -> b.failing(Failure.GATEWAY_TIMEOUT).with(Trait.IMPATIENT)),
  ENDS_IDLE_TUNNELS("Ends tunnels that are idle", b -> b.with(Trait.ENDS_IDLE_TUNNELS)),
  KEEPS_CONNECTIONS("Reads the next request after a refusal", b -> b.with(Trait.KEEPS_ALIVE)),
  SKIPS_INTERIM_ANSWERS("Keeps interim answers to itself", b -> b.with(Trait.SKIPS_INTERIM)),
  WRITES_BYTEWISE("Passes octets on one by one", b -> b.with(Trait.BYTEWISE)),
  GATHERS_OCTETS("Waits a moment for more before it writes", b -> b.with(Trait.GATHERS));

  private final String description;
  private final UnaryOperator<RelayBehaviour> change;

  RelayLiberty(String description, UnaryOperator<RelayBehaviour> change) {
    this.description = description;
    this.change = change;
  }

  /** What the intermediary does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /** An intermediary that keeps to the RFCs in its own way. */
  public RelayBehaviour behaviour() {
    return change.apply(RelayBehaviour.CONFORMING);
  }

  private static UnaryOperator<RelayBehaviour> asking(String name, String value) {
    return b -> b.asking(head -> head.adding(name, value));
  }

  private static HopHead lowerCase(HopHead head) {
    return new HopHead(
        head.first(),
        head.lines().stream()
            .map(
                line -> {
                  String[] parts = line.split(":", 2);
                  return parts[0].toLowerCase(Locale.ROOT) + ":" + parts[1];
                })
            .toList());
  }

  /** Fields of one name keep their order. */
  private static HopHead backwards(HopHead head) {
    List<String> lines = new ArrayList<>(head.lines());
    boolean repeated =
        lines.stream().map(line -> Arrays.asList(line.split(":", 2)).get(0)).distinct().count()
            < lines.size();
    if (!repeated) {
      Collections.reverse(lines);
    }
    return new HopHead(head.first(), lines);
  }
}
