package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.carriesMessages;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.Stories.accepted;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Segmentation;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** However TCP cuts the request, it is the same request (RFC 6455 §4.2.1, RFC 9112 §2.2). */
final class SegmentationCases {

  private static final String DEFENCE =
      "some servers take a hundred tiny segments for an attack, and §10.4 is on their side";

  private SegmentationCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(pieces(), cuts(), Stream.of(lateField())).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> pieces() {
    return Stream.concat(
        Stream.of(1, 2, 3)
            .map(
                size ->
                    accepted(
                        id(size),
                        "A request in writes of " + size + " octets is accepted",
                        "6455-4.2.1-01",
                        opensUnless(DEFENCE),
                        request -> request.segmented(Segmentation.pieces(size)))),
        Stream.of(16, 64)
            .map(
                size ->
                    accepted(
                        id(size),
                        "A request in writes of " + size + " octets is accepted",
                        "6455-4.2.1-01",
                        request -> request.segmented(Segmentation.pieces(size)))));
  }

  /**
   * Octet by octet, so that one who does not wait for the end has answered by then, and takes the
   * last field for frames.
   */
  private static ConformanceCase lateField() {
    return ofServers(
            "handshake/segments/late-field",
            "A request that comes octet by octet is not answered before its last field")
        .stimulus(
            conversing(
                request ->
                    request
                        .adding("X-Wspec", "the handshake could do without it")
                        .segmented(Segmentation.bytewise())))
        .check("9110-5.3-03", carriesMessages())
        .build();
  }

  private static String id(int size) {
    return "handshake/segments/pieces~octets=" + size;
  }

  private static Stream<ConformanceCase> cuts() {
    return Stream.of(
        cut("method", "amid the method", request -> 2),
        cut("first-line", "behind the request line", request -> request.head().indexOf('\n') + 1),
        cut("first-cr", "amid the first line end", request -> request.head().indexOf('\n')),
        cut("name", "amid a name", request -> request.head().indexOf("Upgrade:") + 3),
        cut(
            "key",
            "amid the key",
            request -> request.head().indexOf(request.field("Sec-WebSocket-Key").orElse("")) + 9),
        cut("last-field", "behind the last field", request -> request.head().length() - 2),
        cut("last-cr", "amid the end of the head", request -> request.head().length() - 1),
        cut("last-crlf", "amid the last field's end", request -> request.head().length() - 3));
  }

  private static ConformanceCase cut(String place, String where, ToIntFunction<RawRequest> at) {
    return accepted(
        "handshake/segments/cut~at=" + place,
        "A request in two writes, cut " + where + ", is accepted",
        "6455-4.2.1-01",
        request -> request.segmented(Segmentation.cutAt(at.applyAsInt(request))));
  }
}
