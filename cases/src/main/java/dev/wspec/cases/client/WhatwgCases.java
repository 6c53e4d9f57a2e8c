package dev.wspec.cases.client;

import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.close;
import static dev.wspec.conformance.RawFrame.frame;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Wire;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the WebSockets standard of WHATWG asks of browsers beyond the RFCs. A page of ours does what
 * our messages tell it, and connects once more to say what it saw.
 */
final class WhatwgCases {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";

  private WhatwgCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(requests(), handshakes(), closeEvents(), deeds(), exceptions())
        .flatMap(cases -> cases);
  }

  private static ConformanceCase.Builder ofBrowsers(String id, String title) {
    return ConformanceCase.conformanceCase("whatwg/" + id)
        .title(title)
        .subject(SubjectRole.CLIENT)
        .needs(Capability.BROWSER);
  }

  /** The story, and the connection with which the page says what it saw. */
  private static ConformanceCase told(
      String id, String title, String requirement, Judge judge, Consumer<Wire> story) {
    return ofBrowsers(id, title)
        .stimulus(
            wire -> {
              story.accept(wire);
              Wire report = wire.another();
              report.open();
              report.close();
            })
        .check(requirement, judge)
        .build();
  }

  private static Stream<ConformanceCase> requests() {
    return Stream.of(
        ofBrowsers("request/origin", "The Origin is that of the page")
            .stimulus(Answers.sound(a -> a))
            .check("6455-4.1-35", WhatwgJudges.originOfThePage())
            .build(),
        ofBrowsers(
                "request/fetch", "The request is none that a cache may answer, nor tells the page")
            .stimulus(Answers.sound(a -> a))
            .check("whatwg-opening-handshake-03", WhatwgJudges.fetchesAfresh())
            .check("whatwg-opening-handshake-08", WhatwgJudges.offersDeflate())
            .build(),
        ofBrowsers("subprotocol/list", "All subprotocols stand in one field, in order")
            .stimulus(Answers.sound(a -> a))
            .check("whatwg-opening-handshake-07", WhatwgJudges.lists(PROTOCOL, "chat", "superchat"))
            .build());
  }

  private static Stream<ConformanceCase> handshakes() {
    Stream<ConformanceCase> redirects =
        IntStream.of(301, 302, 303, 307, 308)
            .mapToObj(
                status ->
                    told(
                        "redirect~status=" + status,
                        "A " + status + " is not followed",
                        "whatwg-opening-handshake-02",
                        WhatwgJudges.doesNotFollow(),
                        wire -> {
                          wire.answer(
                              (request, a) ->
                                  RawAnswer.refusing(status, "Elsewhere")
                                      .with(
                                          "Location", request.target() + "&again=1&redirected=1"));
                          wire.awaitEnd();
                        }));
    Stream<ConformanceCase> refusals =
        IntStream.of(200, 403, 503)
            .mapToObj(
                status ->
                    told(
                        "refusal~status=" + status,
                        "A page is not told why a connection failed",
                        "whatwg-feedback-06",
                        WhatwgJudges.saw("open=0;error=1;clean=0;code=1006;reason=;"),
                        wire -> {
                          wire.answer(a -> RawAnswer.refusing(status, "No"));
                          wire.awaitEnd();
                        }));
    return Stream.concat(
        Stream.concat(redirects, refusals),
        Stream.of(
            ofBrowsers(
                    "subprotocol/none-selected",
                    "A 101 that selects none of the subprotocols fails the connection")
                .stimulus(Answers.bad(a -> a.without(PROTOCOL)))
                .check("whatwg-opening-handshake-10", ClientJudges.failsTheHandshake())
                .build(),
            told(
                "subprotocol/attribute",
                "The page sees which subprotocol was selected",
                "whatwg-feedback-01",
                WhatwgJudges.saw("open=1;", "protocol=superchat;"),
                wire -> {
                  wire.answer(a -> a.with(PROTOCOL, "superchat"));
                  wire.fence();
                  wire.close();
                })));
  }

  private static Stream<ConformanceCase> closeEvents() {
    return Stream.of(
        closed(
            "code-and-reason", "clean=1;code=1000;reason=bye;", w -> w.close(close(1000, "bye"))),
        closed("no-code", "clean=1;code=1005;reason=;", w -> w.close(close())),
        closed("library-code", "clean=1;code=3000;reason=;", w -> w.close(close(3000))),
        closed("private-code", "clean=1;code=4999;reason=;", w -> w.close(close(4999))),
        closed(
            "end-without-close",
            "clean=0;code=1006;reason=;",
            w -> {
              w.halfClose();
              w.awaitEnd();
            }),
        closed(
            "failed",
            "error=1;clean=0;code=1006;reason=;",
            w -> {
              w.send(frame(3));
              w.awaitEnd();
            }),
        told(
            "messages",
            "Text comes as a string and binary data as a buffer",
            "whatwg-feedback-03",
            WhatwgJudges.saw("messages=string+binary;"),
            wire -> {
              wire.open();
              wire.send(text("text"), binary((byte) 1));
              wire.fence();
              wire.close();
            }));
  }

  private static ConformanceCase closed(String id, String event, Consumer<Wire> story) {
    return told(
        "close-event/" + id,
        "The close event says how the connection ended",
        "whatwg-feedback-05",
        WhatwgJudges.saw("open=1;", event),
        wire -> {
          wire.open();
          wire.fence();
          story.accept(wire);
        });
  }

  private static Stream<ConformanceCase> deeds() {
    return Stream.of(
        ofBrowsers("close/no-arguments", "close() sends a Close without a body")
            .stimulus(order("!close"))
            .check("whatwg-close-04", WhatwgJudges.closes(close()))
            .build(),
        ofBrowsers("close/code-and-reason", "close(code, reason) sends them")
            .stimulus(order("!close 4000 bye"))
            .check("whatwg-close-05", WhatwgJudges.closes(close(4000, "bye")))
            .build(),
        ofBrowsers("close/behind-messages", "What was sent before close() goes first")
            .stimulus(order("!send-and-close"))
            .check("whatwg-close-06", WhatwgJudges.sends(text("one"), binary((byte) 2)))
            .build(),
        ofBrowsers("send/kinds", "Strings go as text, buffers as binary data")
            .stimulus(order("!send-and-close"))
            .check("whatwg-send-02", WhatwgJudges.sends(text("one"), binary((byte) 2)))
            .build(),
        ofBrowsers("send/lone-surrogate", "A lone surrogate is sent as U+FFFD")
            .stimulus(order("!send-surrogate"))
            .check("whatwg-send-03", WhatwgJudges.sends(text("a\uFFFDb")))
            .build());
  }

  /** The page is told to do something that ends with a Close. */
  private static Stimulus order(String order) {
    return wire -> {
      wire.open();
      wire.send(text(order));
      wire.awaitClose();
      wire.close();
    };
  }

  private static Stream<ConformanceCase> exceptions() {
    return Stream.of(
        thrown("close/reserved-code", "!try-close 1001", "InvalidAccessError", "whatwg-close-01"),
        thrown("close/illegal-code", "!try-close 999", "InvalidAccessError", "whatwg-close-01"),
        thrown(
            "close/long-reason",
            "!try-close 1000 " + "x".repeat(124),
            "SyntaxError",
            "whatwg-close-02"),
        thrown("constructor/no-url", "!try-new ws://[", "SyntaxError", "whatwg-constructor-01"),
        thrown("constructor/ftp", "!try-new ftp://h/", "SyntaxError", "whatwg-constructor-03"),
        thrown("constructor/hash", "!try-new ws://h/#a", "SyntaxError", "whatwg-constructor-04"),
        thrown(
            "constructor/subprotocol-twice",
            "!try-new ws://h/ a a",
            "SyntaxError",
            "whatwg-constructor-05"),
        thrown(
            "constructor/subprotocol-no-token",
            "!try-new ws://h/ a/b",
            "SyntaxError",
            "whatwg-constructor-05"));
  }

  private static ConformanceCase thrown(
      String id, String order, String exception, String requirement) {
    return ofBrowsers(id, order.substring("!try-".length()).split(" ")[0] + " throws " + exception)
        .stimulus(
            wire -> {
              wire.open();
              wire.send(text(order));
              wire.awaitMessages(1);
              wire.close();
            })
        .check(requirement, WhatwgJudges.sends(text(exception)))
        .build();
  }
}
