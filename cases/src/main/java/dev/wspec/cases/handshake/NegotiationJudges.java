package dev.wspec.cases.handshake;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Questions about what a server agreed to in its 101: a subprotocol, extensions. */
public final class NegotiationJudges {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

  private NegotiationJudges() {}

  /** The subprotocol, if any, is one that was offered, to the letter (RFC 6455 §4.2.2). */
  public static Judge selectsOnlyAnOfferedSubprotocol() {
    return ResponseJudges.ofTheOpening(
        "no Sec-WebSocket-Protocol, or one of the names that were offered",
        opened -> {
          List<String> selected = opened.response().all(PROTOCOL);
          List<String> offered = Asked.of(opened.request()).list(PROTOCOL);
          return selected.stream()
              .filter(name -> !offered.contains(name))
              .findFirst()
              .map(name -> Opinion.broken("selected " + Acceptance.shown(name)))
              .orElseGet(() -> Opinion.held(selectionOf(opened)));
        });
  }

  /** No subprotocol at all, because none that was offered could be meant. */
  public static Judge selectsNoSubprotocol() {
    return ResponseJudges.ofTheOpening(
        "no Sec-WebSocket-Protocol",
        opened ->
            opened.response().all(PROTOCOL).isEmpty()
                ? Opinion.held(selectionOf(opened))
                : Opinion.broken(selectionOf(opened)));
  }

  /** The field holds one token: no list, nothing empty (§4.3). */
  public static Judge selectedSubprotocolIsOneToken() {
    return ResponseJudges.ofTheOpening(
        "no Sec-WebSocket-Protocol, or one token in it",
        opened -> {
          List<String> selected = opened.response().all(PROTOCOL);
          return selected.size() <= 1 && selected.stream().allMatch(Lists::isToken)
              ? Opinion.held(selectionOf(opened))
              : Opinion.broken(selectionOf(opened));
        });
  }

  /** Extensions in the answer are some of those in the request (§4.2.2, §9). */
  public static Judge agreesToNoExtensionThatWasNotOffered() {
    return ResponseJudges.ofTheOpening(
        "no extension but those that were offered",
        opened -> {
          List<String> offered = Lists.names(Asked.of(opened.request()).list(EXTENSIONS));
          return agreed(opened).stream()
              .filter(name -> offered.stream().noneMatch(name::equalsIgnoreCase))
              .findFirst()
              .map(name -> Opinion.broken("agreed to " + Acceptance.shown(name)))
              .orElseGet(() -> Opinion.held(agreementOf(opened)));
        });
  }

  /** Nobody can speak an extension that does not exist; who agrees to one repeats the offer. */
  public static Judge agreesToNoInventedExtension(String... invented) {
    List<String> names = List.of(invented);
    return ResponseJudges.ofTheOpening(
        "no agreement to an extension that does not exist",
        opened ->
            agreed(opened).stream().anyMatch(names::contains)
                ? Opinion.broken(agreementOf(opened))
                : Opinion.held(agreementOf(opened)));
  }

  /** No extension is agreed to twice. */
  public static Judge agreesToEachExtensionOnce() {
    return ResponseJudges.ofTheOpening(
        "each extension at most once",
        opened -> {
          List<String> agreed = agreed(opened);
          return new HashSet<>(agreed).size() == agreed.size()
              ? Opinion.held(agreementOf(opened))
              : Opinion.broken(agreementOf(opened));
        });
  }

  /**
   * The offer breaks the grammar: a 4xx is right. A 101 that agrees to no extension is tolerated,
   * because a server need not read a field for which it has no use (§4.2.1).
   */
  static Judge refusesOrIgnoresExtensions() {
    return refusesOrIgnores(EXTENSIONS);
  }

  /** As {@link #refusesOrIgnoresExtensions}, for subprotocols. */
  public static Judge refusesOrIgnoresSubprotocols() {
    return refusesOrIgnores(PROTOCOL);
  }

  private static Judge refusesOrIgnores(String field) {
    Judge refused = HandshakeJudges.refusedWithClientError();
    return Judge.of(
        "a 4xx; a 101 without " + field + " is tolerated",
        t -> {
          if (t.main().opened().isEmpty()) {
            return refused.judge(t);
          }
          List<String> values = t.main().opened().get().response().all(field);
          return values.isEmpty()
              ? Opinion.tolerable(
                  "opened the connection as if nothing had been offered",
                  "§4.2.1 has a server read as much of the request as its answer needs")
              : Opinion.broken(
                  "answered 101 with %s: %s"
                      .formatted(field, Acceptance.shown(String.join(", ", values))));
        });
  }

  private static List<String> agreed(Event.Opened opened) {
    List<String> members = new ArrayList<>();
    opened.response().all(EXTENSIONS).forEach(value -> members.addAll(Lists.members(value)));
    return Lists.names(members);
  }

  private static String selectionOf(Event.Opened opened) {
    return opened
        .response()
        .field(PROTOCOL)
        .map(value -> "selected " + Acceptance.shown(value))
        .orElse("selected no subprotocol");
  }

  private static String agreementOf(Event.Opened opened) {
    return opened
        .response()
        .field(EXTENSIONS)
        .map(value -> "agreed to " + Acceptance.shown(value))
        .orElse("agreed to no extension");
  }
}
