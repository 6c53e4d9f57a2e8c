package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.Ends.ask;

import dev.wspec.conformance.Event;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;
import java.util.Locale;
import java.util.function.Predicate;

/** What reaches the client where the origin opened nothing, and the origin where it should not. */
final class RefusalJudges {
  private RefusalJudges() {}

  /** The status is the origin's, and so is the body. */
  static Judge refusalArrives() {
    return ask(
        "the client receives the origin's refusal",
        ends -> {
          if (!ends.reached()) {
            return Opinion.broken("No request reached the origin" + ends.answerToClient() + ".");
          }
          RawResponse sent = ends.answered();
          return ends.client()
              .refused()
              .map(Event.Refused::response)
              .map(received -> sameRefusal(sent, received))
              .orElseGet(
                  () ->
                      Opinion.broken(
                          "The origin answered "
                              + sent.statusLine()
                              + ends.answerToClient()
                              + "."));
        });
  }

  private static Opinion sameRefusal(RawResponse sent, RawResponse received) {
    if (received.status() != sent.status()) {
      return Opinion.broken(
          "The origin answered "
              + sent.statusLine()
              + ", and the client received "
              + received.statusLine()
              + ".");
    }
    return received.body().contains(sent.body())
        ? Opinion.held("The client received " + received.statusLine() + " with its body.")
        : Opinion.broken(
            "The client received "
                + received.statusLine()
                + " with "
                + received.body().length()
                + " octets of body for "
                + sent.body().length()
                + ".");
  }

  static Judge refusalFieldArrives(String name) {
    return ask(
        name + " of the refusal reaches the client",
        ends ->
            ends.reached() && ends.client().response().isPresent()
                ? RelayJudges.same(
                    name,
                    ends.answered().all(name),
                    ends.client().response().orElseThrow().all(name),
                    "the client")
                : Opinion.broken("The refusal did not reach the client."));
  }

  /** Where the origin gives no answer, the client gets a 5xx or an end, and gets it. */
  static Judge failureIsTold() {
    return ask(
        "a 5xx, or an end of the connection",
        ends -> {
          if (ends.isSwitched()) {
            return Opinion.broken("The client received a 101 that the origin did not send.");
          }
          int status = ends.client().response().map(RawResponse::status).orElse(0);
          if (status >= 500) {
            return Opinion.held("The client received status " + status + ".");
          }
          if (status == 200 && !ends.answered().head().startsWith("HTTP/")) {
            return Opinion.tolerable(
                "The client received what is no HTTP with status 200.",
                "it can be taken for an answer of HTTP/0.9");
          }
          if (status > 0) {
            return Opinion.broken("The client received status " + status + ".");
          }
          if (ends.client().response().isPresent()
              || ends.client().events().stream().anyMatch(e -> e instanceof Event.Malformed)) {
            return Opinion.tolerable(
                "The client received what the origin had sent, which is no HTTP/1.1.",
                "it can be taken for an answer of HTTP/0.9");
          }
          return ends.client().endedBySubject()
              ? Opinion.held("The connection to the client ended.")
              : Opinion.broken("The client was left without an answer.");
        });
  }

  /** What the client receives is no 101. */
  static Judge noTunnel() {
    return ask(
        "the client receives no 101",
        ends ->
            !ends.isSwitched()
                ? Opinion.held("The client received no 101.")
                : Opinion.broken(
                    "The client received "
                        + ends.client().response().orElseThrow().statusLine()
                        + "."));
  }

  /** What asked for it is passed over, by whoever reads it first (RFC 9110 §7.8). */
  static Judge upgradeIsIgnored() {
    return ask(
        "the client receives no 101, and the origin is asked for no upgrade in HTTP/1.1",
        ends -> {
          if (ends.isSwitched()) {
            return Opinion.broken(
                "The client received " + ends.client().response().orElseThrow().statusLine() + ".");
          }
          boolean asked =
              ends.reached()
                  && ends.request().version().equals("HTTP/1.1")
                  && Ends.asksForUpgrade(ends.request());
          return asked
              ? Opinion.broken(
                  "The origin was asked for the upgrade in HTTP/1.1 and answered "
                      + ends.answered().statusLine()
                      + ends.answerToClient()
                      + ".")
              : Opinion.held("The client received no 101, and the origin was not asked for one.");
        });
  }

  /** The origin was wrong first, and a client that asked for an upgrade checks what it gets. */
  static Judge wrongAnswerOpensNothing() {
    return ask(
        "the client receives no 101",
        ends ->
            !ends.isSwitched()
                ? Opinion.held("The client received no 101.")
                : Opinion.tolerable(
                    "The client received the wrong 101 as it is.",
                    "the origin was wrong first, and the client that asked checks the answer"));
  }

  /** The marker, which is a request, does not reach the origin as it was sent. */
  static Judge isNoTunnel(String marker) {
    return ask(
        "the next request on the connection is read by the intermediary",
        ends -> {
          String octets = ends.octetsBehind();
          return octets.contains(marker)
              ? Opinion.broken(
                  "The next request reached the origin unread, with a field that is for one hop"
                      + " only: the intermediary took the connection for a tunnel, though the"
                      + " origin sent no 101.")
              : Opinion.held("It did not reach the origin unread.");
        });
  }

  /** Either refused, or passed on with this being so. */
  static Judge refusedOr(String accepted, Predicate<Ends> sound, String whatElse) {
    return ask(
        "a refusal, or " + accepted,
        ends -> {
          if (!ends.reached()) {
            return Opinion.held("No request reached the origin" + ends.answerToClient() + ".");
          }
          return sound.test(ends)
              ? Opinion.held("The request reached the origin: " + accepted + ".")
              : Opinion.broken(whatElse);
        });
  }

  /** Whether a line of the head that reached the origin begins like that, whatever its case. */
  static boolean hasLine(Ends ends, String beginning) {
    return ends.request()
        .head()
        .toLowerCase(Locale.ROOT)
        .contains("\r\n" + beginning.toLowerCase(Locale.ROOT));
  }
}
