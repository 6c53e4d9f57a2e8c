package dev.wspec.cases.intermediary;

import static dev.wspec.cases.intermediary.Ends.askOpen;

import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import java.util.List;
import java.util.Locale;

/** Compare the fields of a handshake at one end with those at the other. */
final class RelayJudges {
  private RelayJudges() {}

  static Judge requestFieldArrives(String name) {
    return askOpen(
        name + " reaches the origin with the client's value",
        ends -> same(name, ends.asked().all(name), ends.request().all(name), "the origin"));
  }

  static Judge answerFieldArrives(String name) {
    return askOpen(
        name + " reaches the client with the origin's value",
        ends ->
            same(
                name,
                ends.answered().all(name),
                ends.client().response().orElseThrow().all(name),
                "the client"));
  }

  static Opinion same(String name, List<String> sent, List<String> received, String where) {
    return received.equals(sent)
        ? Opinion.held(name + ": " + String.join(", ", sent) + " reached " + where + ".")
        : Opinion.broken(
            name + " was sent as " + sent + " and reached " + where + " as " + received + ".");
  }

  /** The tunnel opens. */
  static Judge opens() {
    return askOpen("a 101 at both ends", ends -> Opinion.held("The tunnel opened."));
  }

  /** Neither the field nor its name in Connection goes further. */
  static Judge stopsAtTheHop(String name) {
    return askOpen(
        name + " does not reach the origin",
        ends -> {
          boolean named =
              ends.request().all("Connection").stream()
                  .anyMatch(
                      value ->
                          value.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)));
          return ends.request().field(name).isEmpty() && !named
              ? Opinion.held("The origin saw neither the field nor its name.")
              : Opinion.broken(
                  "The origin received "
                      + name
                      + (named ? " in Connection." : ", which is for one hop only."));
        });
  }

  /** The same for a field of the answer. */
  static Judge answerStopsAtTheHop(String name) {
    return askOpen(
        name + " does not reach the client",
        ends ->
            ends.client().response().orElseThrow().field(name).isEmpty()
                ? Opinion.held("The client did not see the field.")
                : Opinion.broken(
                    "The client received " + name + ", though Connection of the answer named it."));
  }

  /** The version is the intermediary's own; an older one cannot upgrade. */
  static Judge speaksItsOwnVersion() {
    return askOpen(
        "the request reaches the origin as HTTP/1.1",
        ends ->
            ends.request().version().equals("HTTP/1.1")
                ? Opinion.held("The request reached the origin as HTTP/1.1.")
                : Opinion.broken(
                    "The request reached the origin as " + ends.request().version() + "."));
  }
}
