package dev.wspec.behaviour;

import static dev.wspec.behaviour.RelayChanges.always;
import static dev.wspec.behaviour.RelayChanges.dropping;
import static dev.wspec.behaviour.RelayChanges.frames;
import static dev.wspec.behaviour.RelayChanges.has;
import static dev.wspec.behaviour.RelayChanges.setting;
import static dev.wspec.behaviour.RelayChanges.upgradingOnly;
import static dev.wspec.behaviour.RelayChanges.without;

import dev.wspec.behaviour.RelayBehaviour.Ahead;
import dev.wspec.behaviour.RelayBehaviour.Ending;
import dev.wspec.behaviour.RelayBehaviour.Failure;
import dev.wspec.behaviour.RelayBehaviour.Trait;
import java.util.function.UnaryOperator;

/** Ways in which an intermediary can be wrong: each changes one thing of what it passes on. */
public enum RelayDefect {
  // What reaches the origin of the request (RFC 9110 §5.1)
  DROPS_UNKNOWN_FIELDS("9110-5.1-02", b -> b.asking(RelayChanges.droppingUnknown())),
  DROPS_COOKIES("9110-5.1-02", b -> b.asking(dropping("Cookie"))),
  DROPS_ORIGIN("9110-5.1-02", b -> b.asking(dropping("Origin"))),
  DROPS_SUBPROTOCOL("9110-5.1-02", b -> b.asking(dropping("Sec-WebSocket-Protocol"))),
  DROPS_EXTENSIONS("9110-5.1-02", b -> b.asking(dropping("Sec-WebSocket-Extensions"))),
  DROPS_AUTHORIZATION("9110-5.1-02", b -> b.asking(dropping("Authorization"))),
  DROPS_USER_AGENT("9110-5.1-02", b -> b.asking(dropping("User-Agent"))),
  DROPS_KEY("9110-5.1-02", b -> b.asking(dropping("Sec-WebSocket-Key"))),
  CHANGES_KEY(
      "9110-5.1-02", b -> b.asking(setting("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="))),
  CHANGES_VERSION("9110-5.1-02", b -> b.asking(setting("Sec-WebSocket-Version", "8"))),
  CHANGES_ORIGIN("9110-5.1-02", b -> b.asking(setting("Origin", "http://127.0.0.1"))),
  CUTS_LONG_FIELDS("9110-5.1-02", b -> b.asking(RelayChanges.cuttingLongFields())),

  // What reaches the client of the answer
  DROPS_UNKNOWN_ANSWER_FIELDS("9110-5.1-02", b -> b.answering(RelayChanges.droppingUnknown())),
  DROPS_ACCEPT("9110-5.1-02", b -> b.answering(dropping("Sec-WebSocket-Accept"))),
  CHANGES_ACCEPT("9110-5.1-02", b -> b.answering(setting("Sec-WebSocket-Accept", "wrong"))),
  DROPS_CHOSEN_SUBPROTOCOL("9110-5.1-02", b -> b.answering(dropping("Sec-WebSocket-Protocol"))),
  DROPS_AGREED_EXTENSIONS("9110-5.1-02", b -> b.answering(dropping("Sec-WebSocket-Extensions"))),
  JOINS_COOKIES("9110-5.1-02", b -> b.answering(RelayChanges.joining("Set-Cookie"))),
  KEEPS_ONE_COOKIE("9110-5.1-02", b -> b.answering(RelayChanges.keepingFirst("Set-Cookie"))),

  // What is for one hop (§7.6.1, §7.8)
  UPGRADE_NOT_RENEWED("9110-3.7-01", b -> b.asking(dropping("Upgrade"))),
  CONNECTION_NOT_RENEWED("9110-3.7-01", b -> b.asking(dropping("Connection"))),
  SPEAKS_HTTP_1_0(
      "9110-6.2-01", b -> b.asking(h -> h.withFirst(h.first().replace("HTTP/1.1", "HTTP/1.0")))),
  FORWARDS_NOMINATED_FIELDS("9110-7.6.1-02", b -> b.forwarding(RelayChanges::withNominated)),
  FORWARDS_NOMINATED_ANSWER_FIELDS(
      "9110-7.6.1-02", b -> b.answeringWith(RelayChanges::answerWithNominated)),
  FORWARDS_KEEP_ALIVE("9110-7.6.1-03", b -> b.asking(h -> h.adding("Keep-Alive", "timeout=5"))),
  FORWARDS_PROXY_CONNECTION(
      "9110-7.6.1-03", b -> b.asking(h -> h.adding("Proxy-Connection", "keep-alive"))),
  PASSES_H2C(
      "9110-7.6.1-03",
      b ->
          b.forwarding(
              h ->
                  h.tokens("Upgrade").contains("h2c")
                      ? h
                      : RelayBehaviour.CONFORMING.request().apply(h))),
  KNOWS_ONE_OPTION_ONLY(
      "9110-7.6.1-01", b -> b.forwarding(upgradingOnly(has("Connection", "Upgrade")))),
  KNOWS_ONE_SPELLING_ONLY(
      "9110-7.8-02", b -> b.forwarding(upgradingOnly(has("Upgrade", "websocket")))),
  TAKES_INTERIM_FOR_FINAL("9110-15.2-01", b -> b.with(Trait.INTERIM_IS_FINAL)),
  READS_BODY_OF_101("9112-6.3-01", b -> b.with(Trait.READS_BODY_OF_101)),

  // Octets of the tunnel (§3.7)
  DOUBLES_EARLY("9110-3.7-01", b -> b.early(Ahead.DOUBLED)),
  DROPS_GLUED("9110-3.7-01", b -> b.glued(Ahead.DROPPED)),
  DOUBLES_GLUED("9110-3.7-01", b -> b.glued(Ahead.DOUBLED)),
  CHANGES_OCTET_TO_ORIGIN("9110-3.7-01", b -> b.toOrigin(always(RelayChanges::lastOctetChanged))),
  CHANGES_OCTET_TO_CLIENT("9110-3.7-01", b -> b.toClient(always(RelayChanges::lastOctetChanged))),
  LOSES_OCTETS_TO_ORIGIN("9110-3.7-01", b -> b.toOrigin(always(RelayChanges::nothing))),
  LOSES_OCTETS_TO_CLIENT("9110-3.7-01", b -> b.toClient(always(RelayChanges::nothing))),
  DOUBLES_OCTETS_TO_ORIGIN("9110-3.7-01", b -> b.toOrigin(always(RelayChanges::doubled))),
  DOUBLES_OCTETS_TO_CLIENT("9110-3.7-01", b -> b.toClient(always(RelayChanges::doubled))),
  CUTS_LONG_READS_TO_ORIGIN(
      "9110-3.7-01", b -> b.toOrigin(always(octets -> RelayChanges.atMost(octets, 4096)))),
  CUTS_LONG_READS_TO_CLIENT(
      "9110-3.7-01", b -> b.toClient(always(octets -> RelayChanges.atMost(octets, 4096)))),
  REWRITES_WHAT_LOOKS_LIKE_HTTP(
      "9110-3.7-01", b -> b.toClient(always(RelayChanges::rewritingHttp))),
  WAITS_FOR_MANY_OCTETS("9110-3.7-01", b -> b.with(Trait.WAITS_FOR_MANY)),
  ONE_WRITER_FOR_ALL("9110-3.7-01", b -> b.with(Trait.ONE_WRITER)),
  ENDS_ALL_TUNNELS("9110-3.7-01", b -> b.ending(Ending.ALL_ENDED)),
  READS_WITHOUT_BOUND("6455-10.4-01", b -> b.with(Trait.READS_WITHOUT_BOUND)),

  // Frames (RFC 6455 §5.4)
  REFRAGMENTS("6455-5.4-17", b -> b.toClient(always(RelayChanges::withoutEmptyFragments))),
  EMPTIES_CONTINUATIONS("6455-5.4-02", b -> b.toClient(frames(RelayChanges::withoutPayload))),
  CLEARS_RESERVED_BITS("6455-5.4-16", b -> b.toClient(frames(RelayChanges::withoutRsv))),
  DROPS_PINGS("6455-5.4-15", b -> b.toClient(frames(without(9)))),
  DROPS_PONGS("6455-5.4-15", b -> b.toClient(frames(without(10)))),
  DROPS_CLOSES("6455-5.4-15", b -> b.toClient(frames(without(8)))),
  CHANGES_CLOSE_CODE("6455-5.4-15", b -> b.toClient(frames(RelayChanges::closedOtherwise))),
  DROPS_CLOSE_REASON("6455-5.4-15", b -> b.toClient(frames(RelayChanges::withoutReason))),

  // How a tunnel ends (RFC 9110 §9.3.6)
  KEEPS_THE_OTHER_SIDE("9110-9.3.6-02", b -> b.ending(Ending.IGNORED)),
  ENDS_ONE_SIDE_OF_IDLE_TUNNELS("9110-9.3.6-02", b -> b.with(Trait.ENDS_ONE_IDLE_SIDE)),
  LOSES_LAST_WORDS("9110-9.3.6-01", b -> b.ending(Ending.ABORTED)),

  // Refusals (§3.7, §15)
  REFUSALS_BECOME_502("9110-3.7-02", b -> b.refusing(h -> h.withFirst("HTTP/1.1 502 Bad Gateway"))),
  REFUSALS_LOSE_THEIR_BODY(
      "9110-3.7-02", b -> b.refusing(setting("Content-Length", "0")).bodies(o -> new byte[0])),
  REFUSALS_LOSE_CHALLENGE("9110-5.1-02", b -> b.refusing(dropping("WWW-Authenticate"))),
  REFUSALS_LOSE_VERSION("9110-5.1-02", b -> b.refusing(dropping("Sec-WebSocket-Version"))),
  REFUSALS_LOSE_RETRY_AFTER("9110-5.1-02", b -> b.refusing(dropping("Retry-After"))),
  ANSWERS_101_FOR_REFUSALS(
      "9110-15.2.2-02", b -> b.refusing(h -> h.withFirst("HTTP/1.1 101 Switching Protocols"))),
  SILENT_WHEN_THE_ORIGIN_FAILS("9110-15.6.3-01", b -> b.failing(Failure.SILENCE)),
  CONTENT_WHEN_THE_ORIGIN_FAILS("9110-15.6.3-01", b -> b.failing(Failure.SUCCESS)),
  SWITCHES_WHEN_THE_ORIGIN_FAILS("9110-15.6.3-01", b -> b.failing(Failure.SWITCHING)),
  SWITCHES_WHEN_THE_ORIGIN_IS_SILENT(
      "9110-15.2.2-02", b -> b.failing(Failure.SWITCHING).with(Trait.IMPATIENT)),

  // What it lets through (RFC 9110 §7.8, RFC 9112)
  TUNNELS_AT_ONCE("9110-15.2.2-02", b -> b.with(Trait.TUNNELS_AT_ONCE)),
  TUNNELS_CHUNKED_REQUESTS(
      "9110-15.2.2-02", b -> b.waiving(RelayRule.NO_CODING).with(Trait.TUNNELS_AT_ONCE)),
  TUNNELS_AFTER_ANY_ANSWER(
      "9110-15.2.2-02", b -> b.switching((request, answer) -> answer.status() > 0)),
  TUNNELS_UNASKED("9110-7.8-04", b -> b.switching((request, answer) -> answer.status() == 101)),
  UPGRADES_HTTP_1_0(
      "9110-7.8-07",
      b ->
          b.switching((request, answer) -> answer.status() == 101)
              .forwarding(
                  h ->
                      RelayBehaviour.CONFORMING
                          .request()
                          .apply(h.withFirst(h.first().replace("HTTP/1.0", "HTTP/1.1"))))),
  UPGRADES_HTTP_1_0_SILENTLY(
      "9110-7.8-07", b -> UPGRADES_HTTP_1_0.change.apply(b).with(Trait.TELLS_HTTP_1_0_OF_NO_101)),
  TAKES_ANY_NUMBER_OF_HOSTS("9112-3.2-03", b -> b.waiving(RelayRule.ONE_HOST)),
  TAKES_LENGTHS_THAT_DIFFER("9112-6.3-05", b -> b.waiving(RelayRule.ONE_LENGTH)),
  KEEPS_LENGTH_AND_CODING("9112-6.3-04", b -> b.waiving(RelayRule.NO_CODING)),
  TAKES_BLANK_BEFORE_COLON("9112-5.1-01", b -> b.waiving(RelayRule.NO_BLANK_BEFORE_COLON)),
  PASSES_FOLDED_FIELDS("9112-5.2-02", b -> b.waiving(RelayRule.NO_FOLDING)),
  DROPS_LENGTH_OF_BODIES("9112-6.3-03", b -> b.asking(dropping("Content-Length")));

  private final String requirement;
  private final UnaryOperator<RelayBehaviour> change;

  RelayDefect(String requirement, UnaryOperator<RelayBehaviour> change) {
    this.requirement = requirement;
    this.change = change;
  }

  /** What it breaks. */
  public String requirement() {
    return requirement;
  }

  /** An intermediary that is wrong in this way alone. */
  public RelayBehaviour behaviour() {
    return change.apply(RelayBehaviour.CONFORMING);
  }
}
