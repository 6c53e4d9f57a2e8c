package dev.wspec.cases.subprotocol;

import static dev.wspec.cases.handshake.HandshakeJudges.carriesMessages;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.stillServes;
import static dev.wspec.cases.handshake.NegotiationJudges.refusesOrIgnoresSubprotocols;
import static dev.wspec.cases.handshake.NegotiationJudges.selectedSubprotocolIsOneToken;
import static dev.wspec.cases.handshake.NegotiationJudges.selectsNoSubprotocol;
import static dev.wspec.cases.handshake.NegotiationJudges.selectsOnlyAnOfferedSubprotocol;
import static dev.wspec.cases.handshake.ResponseJudges.atMostOneSubprotocol;
import static dev.wspec.cases.handshake.Stories.IN_USE;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.askingTwice;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.CaseProvider;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Offers of subprotocols: known, unknown, several, malformed (RFC 6455 §4.2.2, §11.3.4). */
public final class SubprotocolCases implements CaseProvider {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final String UNKNOWN = "unknown.wspec.invalid";
  private static final String POLICY =
      "a server that speaks none of the subprotocols may refuse the handshake";

  @Override
  public Stream<ConformanceCase> cases() {
    return Stream.of(none(), offers(), malformed(), large()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> none() {
    return Stream.of(
        ofServers("subprotocol/not-offered", "Without an offer no subprotocol is selected")
            .stimulus(conversing(request -> request.without(PROTOCOL)))
            .check("6455-4.2.2-15", selectsNoSubprotocol())
            .check("6455-4.2.2-16", selectedSubprotocolIsOneToken())
            .check("6455-4.2.1-24", opensUnless("a server may insist on a subprotocol"))
            .check(IN_USE, carriesMessages())
            .build());
  }

  private static Stream<ConformanceCase> offers() {
    return Stream.of(
        offer("unknown", "An unknown subprotocol", r -> r.with(PROTOCOL, UNKNOWN)),
        offer(
            "several-unknown",
            "Several unknown subprotocols",
            r -> r.with(PROTOCOL, UNKNOWN + ", other.wspec.invalid, third.wspec.invalid")),
        offer(
            "well-known",
            "Well-known subprotocols",
            r -> r.with(PROTOCOL, "chat, superchat, soap, wamp, v12.stomp, mqtt, graphql-ws")),
        offer(
            "no-blanks",
            "A list without blanks",
            r -> r.with(PROTOCOL, UNKNOWN + ",other.wspec.invalid,chat")),
        offer(
            "tabs",
            "A list with tabs around the commas",
            r -> r.with(PROTOCOL, UNKNOWN + "\t,\tchat")),
        offer(
            "two-fields",
            "A list over two fields",
            r -> r.with(PROTOCOL, UNKNOWN).adding(PROTOCOL, "chat, other.wspec.invalid")),
        offer(
            "empty-members",
            "A list with empty members",
            r -> r.with(PROTOCOL, "," + UNKNOWN + ",, chat,")),
        offer("duplicates", "The same name twice", r -> r.with(PROTOCOL, "chat, chat")),
        offer("case", "Two names that differ in case alone", r -> r.with(PROTOCOL, "CHAT, Chat")),
        offer(
            "marks",
            "A name of all marks that a token may have",
            r -> r.with(PROTOCOL, "!#$%&'*+-.^_`|~")),
        offer(
            "object-properties",
            "Names of properties that objects have in some languages",
            r -> r.with(PROTOCOL, "constructor, __proto__, toString")));
  }

  private static ConformanceCase offer(
      String variant, String what, UnaryOperator<RawRequest> bend) {
    ConformanceCase.Builder builder =
        ofServers(
                "subprotocol/offer/" + variant, what + " offered: one of them is selected, or none")
            .stimulus(conversing(bend))
            .check("6455-4.2.2-13", selectsOnlyAnOfferedSubprotocol())
            .check("6455-4.2.2-17", selectedSubprotocolIsOneToken())
            .check("6455-11.3.4-02", atMostOneSubprotocol())
            .check("6455-4.4-02", opensUnless(POLICY))
            .check(IN_USE, carriesMessages());
    switch (variant) {
      case "two-fields" -> builder.check("6455-11.3.4-01", opensUnless(POLICY));
      case "case" -> builder.check("7936-2-01", selectsOnlyAnOfferedSubprotocol());
      default -> {}
    }
    return builder.build();
  }

  private static Stream<ConformanceCase> malformed() {
    return Stream.of(
        malformed("empty", ""),
        malformed("comma", ","),
        malformed("two-words", "wspec chat"),
        malformed("semicolon", "wspec;chat"),
        malformed("quoted", "\"wspec\""),
        malformed("open-quote", "\"wspec"),
        malformed("slash", "wspec/1"),
        malformed("nul", "wspec\0chat"),
        malformed("control", "wspec\u0001"),
        malformed("octet-beyond-ascii", "wsp\u00E9c"));
  }

  private static ConformanceCase malformed(String variant, String value) {
    return ofServers(
            "subprotocol/malformed~value=" + variant,
            "An offer of subprotocols that breaks the grammar (" + variant + ") is refused")
        .stimulus(asking(request -> request.with(PROTOCOL, value)))
        .check("6455-4.2.1-27", refusesOrIgnoresSubprotocols())
        .check("6455-4.2.2-17", selectedSubprotocolIsOneToken())
        .build();
  }

  private static Stream<ConformanceCase> large() {
    String hundred =
        IntStream.range(0, 100).mapToObj(i -> "p" + i + ".wspec").collect(Collectors.joining(", "));
    return Stream.of(
        ofServers("subprotocol/offer/hundred", "A hundred subprotocols offered do no harm")
            .stimulus(askingTwice(request -> request.with(PROTOCOL, hundred)))
            .check("6455-4.2.2-13", selectsOnlyAnOfferedSubprotocol())
            .check("6455-4.4-02", opensOrRefuses())
            .check("6455-4.2.2-01", stillServes())
            .build(),
        ofServers(
                "subprotocol/offer/blanks",
                "Four thousand blanks in an offer are dealt with at once")
            .stimulus(askingTwice(r -> r.with(PROTOCOL, "wspec" + " ".repeat(4000) + ", chat")))
            .check("6455-4.2.2-13", selectsOnlyAnOfferedSubprotocol())
            .check("6455-4.4-02", opensOrRefuses())
            .check("6455-4.2.2-01", stillServes())
            .build());
  }
}
