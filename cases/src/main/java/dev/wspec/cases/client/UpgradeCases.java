package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.accepted;
import static dev.wspec.cases.client.Answers.doubtful;
import static dev.wspec.cases.client.Answers.refused;

import dev.wspec.conformance.ConformanceCase;
import java.util.stream.Stream;

/** What a client makes of Upgrade and Connection (RFC 6455 §4.1, response steps 2 and 3). */
final class UpgradeCases {

  private static final String TWICE =
      "RFC 6455 §4.1 speaks of one value; RFC 9110 §7.8 has a list, of which one is websocket";

  private UpgradeCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        refused(
            "upgrade/missing",
            "A 101 without Upgrade is no handshake",
            "6455-4.1-51",
            answer -> answer.without("Upgrade")),
        refused(
            "upgrade/empty",
            "An empty Upgrade does not name the protocol",
            "6455-4.1-52",
            answer -> answer.with("Upgrade", "")),
        refused(
            "upgrade/another-protocol",
            "An Upgrade to another protocol is none to WebSocket",
            "6455-4.1-52",
            answer -> answer.with("Upgrade", "h2c")),
        refused(
            "upgrade/name-that-begins-alike",
            "websockets is not websocket",
            "6455-4.1-52",
            answer -> answer.with("Upgrade", "websockets")),
        refused(
            "upgrade/name-cut-short",
            "websocke is not websocket",
            "6455-4.1-52",
            answer -> answer.with("Upgrade", "websocke")),
        refused(
            "upgrade/with-a-version",
            "websocket/13 is not websocket",
            "6455-4.1-52",
            answer -> answer.with("Upgrade", "websocket/13")),
        refused(
            "upgrade/dotless-i",
            "A letter beyond ASCII is not folded to one of websocket",
            "6455-4.1-53",
            // K with the sign for kelvin, which Unicode folds to k.
            answer -> answer.with("Upgrade", "websoc\u00e2\u0084\u00aaet")),
        doubtful(
            "upgrade/list",
            "An Upgrade that lists another protocol too is not the value websocket",
            "6455-4.1-52",
            TWICE,
            answer -> answer.with("Upgrade", "websocket, h2c")),
        doubtful(
            "upgrade/twice",
            "A 101 with a second Upgrade to another protocol is not as it must be",
            "6455-4.1-63",
            TWICE,
            answer -> answer.adding("Upgrade", "h2c")),
        accepted(
            "upgrade/mixed-case",
            "The value WebSocket is the same as websocket",
            "6455-4.1-53",
            answer -> answer.with("Upgrade", "WebSocket")),
        accepted(
            "upgrade/upper-case",
            "The value WEBSOCKET is the same as websocket",
            "6455-4.1-53",
            answer -> answer.with("Upgrade", "WEBSOCKET")),
        accepted(
            "upgrade/name-in-lower-case",
            "The name of Upgrade is compared without regard to case",
            "6455-4.1-64",
            answer -> answer.renaming("Upgrade", "upgrade")),
        refused(
            "connection/missing",
            "A 101 without Connection is no handshake",
            "6455-4.1-54",
            answer -> answer.without("Connection")),
        refused(
            "connection/empty",
            "An empty Connection has no option upgrade",
            "6455-4.1-55",
            answer -> answer.with("Connection", "")),
        refused(
            "connection/close",
            "A Connection with the option close alone has no option upgrade",
            "6455-4.1-55",
            answer -> answer.with("Connection", "close")),
        refused(
            "connection/keep-alive",
            "A Connection with the option keep-alive alone has no option upgrade",
            "6455-4.1-55",
            answer -> answer.with("Connection", "keep-alive")),
        refused(
            "connection/name-that-contains-it",
            "The option no-upgrade is not the option upgrade",
            "6455-4.1-55",
            answer -> answer.with("Connection", "no-upgrade")),
        refused(
            "connection/options-without-comma",
            "Two options without a comma between them are no option upgrade",
            "6455-4.1-55",
            answer -> answer.with("Connection", "keep-alive Upgrade")),
        accepted(
            "connection/lower-case",
            "The option upgrade is compared without regard to case",
            "6455-4.1-56",
            answer -> answer.with("Connection", "upgrade")),
        accepted(
            "connection/upper-case",
            "The option UPGRADE is the same",
            "6455-4.1-56",
            answer -> answer.with("Connection", "UPGRADE")),
        accepted(
            "connection/list",
            "The option upgrade may stand in a list",
            "6455-4.1-56",
            answer -> answer.with("Connection", "keep-alive, Upgrade")),
        accepted(
            "connection/list-with-empty-members",
            "Empty members of the list are passed over",
            "9110-5.6.1-01",
            answer -> answer.with("Connection", ", ,Upgrade,")),
        accepted(
            "connection/two-lines",
            "The list may be split over two lines",
            "6455-4.1-56",
            answer -> answer.with("Connection", "keep-alive").adding("Connection", "Upgrade")),
        accepted(
            "connection/name-in-lower-case",
            "The name of Connection is compared without regard to case",
            "6455-4.1-64",
            answer -> answer.renaming("Connection", "connection")));
  }
}
