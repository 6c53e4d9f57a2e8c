package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.carriesMessages;
import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.NegotiationJudges.agreesToNoExtensionThatWasNotOffered;
import static dev.wspec.cases.handshake.NegotiationJudges.selectsOnlyAnOfferedSubprotocol;
import static dev.wspec.cases.handshake.ResponseJudges.acceptIsBase64OfTwentyOctets;
import static dev.wspec.cases.handshake.ResponseJudges.acceptIsExact;
import static dev.wspec.cases.handshake.ResponseJudges.atMostOnce;
import static dev.wspec.cases.handshake.ResponseJudges.connectionNamesUpgrade;
import static dev.wspec.cases.handshake.ResponseJudges.fieldsAreWellFormed;
import static dev.wspec.cases.handshake.ResponseJudges.linesEndInCrlf;
import static dev.wspec.cases.handshake.ResponseJudges.noContentLength;
import static dev.wspec.cases.handshake.ResponseJudges.noEmptyListMembers;
import static dev.wspec.cases.handshake.ResponseJudges.noFoldedLine;
import static dev.wspec.cases.handshake.ResponseJudges.noTransferEncoding;
import static dev.wspec.cases.handshake.ResponseJudges.statusLineIsWellFormed;
import static dev.wspec.cases.handshake.ResponseJudges.upgradesToWebSocketOnly;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Stimulus;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The letter of the 101 that answers an ordinary request (RFC 6455 §4.2.2 item 5). */
final class ResponseCases {

  private static final Stimulus ORDINARY = conversing(UnaryOperator.<RawRequest>identity());

  private ResponseCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(
        ofServers("handshake/response/opens", "An ordinary handshake opens a connection")
            .stimulus(ORDINARY)
            .check("6455-4.2.2-01", opens())
            .check("6455-4.2.2-27", carriesMessages())
            .build(),
        ofServers("handshake/response/status-line", "The status line is that of a 101")
            .stimulus(ORDINARY)
            .check("6455-4.2.2-20", statusLineIsWellFormed())
            .check("9112-4-02", statusLineIsWellFormed())
            .build(),
        ofServers("handshake/response/upgrade", "Upgrade in the 101 says websocket alone")
            .stimulus(ORDINARY)
            .check("6455-4.2.2-21", upgradesToWebSocketOnly())
            .check("9110-7.8-03", upgradesToWebSocketOnly())
            .check("9110-15.2.2-01", upgradesToWebSocketOnly())
            .build(),
        ofServers("handshake/response/connection", "Connection in the 101 says Upgrade")
            .stimulus(ORDINARY)
            .check("6455-4.2.2-22", connectionNamesUpgrade())
            .check("9110-7.8-06", connectionNamesUpgrade())
            .build(),
        ofServers("handshake/response/accept", "Sec-WebSocket-Accept is right, and there is one")
            .stimulus(ORDINARY)
            .check("6455-4.2.2-23", acceptIsExact())
            .check("6455-4.2.2-24", acceptIsBase64OfTwentyOctets())
            .check("6455-4.3-01", acceptIsBase64OfTwentyOctets())
            .check("6455-11.3.3-01", atMostOnce("Sec-WebSocket-Accept"))
            .build(),
        ofServers("handshake/response/nothing-unasked", "The 101 agrees to nothing unasked")
            .stimulus(
                conversing(
                    request ->
                        request
                            .without("Sec-WebSocket-Protocol")
                            .without("Sec-WebSocket-Extensions")))
            .check("6455-4.2.2-14", selectsOnlyAnOfferedSubprotocol())
            .check("6455-4.2.2-15", selectsOnlyAnOfferedSubprotocol())
            .check("6455-4.2.2-19", agreesToNoExtensionThatWasNotOffered())
            .check("6455-9-03", agreesToNoExtensionThatWasNotOffered())
            .build(),
        ofServers("handshake/response/no-body", "The 101 declares no body")
            .stimulus(ORDINARY)
            .check("9112-6.1-01", noTransferEncoding())
            .check("6455-4.2.2-20", noContentLength())
            .build(),
        ofServers("handshake/response/syntax", "The head of the 101 is well-formed HTTP")
            .stimulus(ORDINARY)
            .check("9112-5-01", fieldsAreWellFormed())
            .check("9112-5.2-01", noFoldedLine())
            .check("9112-2.2-03", linesEndInCrlf())
            .check("9110-5.6.1-02", noEmptyListMembers())
            .build());
  }
}
