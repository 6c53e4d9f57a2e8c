package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.doubtful;
import static dev.wspec.cases.client.Answers.ofClients;
import static dev.wspec.cases.client.Answers.refused;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a client makes of the subprotocol and the extensions that we name. */
final class NegotiationCases {

  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final String DEFLATE = "permessage-deflate";

  private NegotiationCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(subprotocols(), extensions(), deflateFaults(), deflateForms())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> subprotocols() {
    return Stream.of(
        refused(
            "subprotocol/not-offered",
            "A subprotocol that was not offered fails the connection",
            "6455-4.1-62",
            a -> a.with(PROTOCOL, "wspec-never-offered")),
        doubtful(
            "subprotocol/empty",
            "An empty subprotocol was not offered",
            "6455-4.1-62",
            "an empty value names no subprotocol at all",
            a -> a.with(PROTOCOL, "")),
        ofClients("subprotocol/other-case", "A subprotocol is compared letter by letter")
            .needs(Capability.SUBPROTOCOL)
            .stimulus(
                wire -> {
                  wire.answer(
                      (request, a) -> a.with(PROTOCOL, otherCase(a.field(PROTOCOL).orElse("x"))));
                  wire.awaitEnd();
                })
            .check("7936-2-01", ClientJudges.failsTheHandshake())
            .build(),
        ofClients("subprotocol/two", "Two subprotocols in the answer are not one that was offered")
            .needs(Capability.SUBPROTOCOL)
            .stimulus(
                Answers.bad(a -> a.with(PROTOCOL, a.field(PROTOCOL).orElse("") + ", wspec-other")))
            .check("6455-4.1-62", ClientJudges.failsTheHandshake())
            .build(),
        ofClients(
                "subprotocol/two-lines", "One subprotocol on two lines is not one that was offered")
            .needs(Capability.SUBPROTOCOL)
            .stimulus(Answers.bad(a -> a.adding(PROTOCOL, a.field(PROTOCOL).orElse(""))))
            .check(
                "6455-11.3.4-02",
                ClientJudges.failsTheHandshakeUnless(
                    "RFC 6455 §11.3.4 forbids the server to repeat the field and does not say what"
                        + " a client does"))
            .build(),
        ofClients("subprotocol/none-taken", "The connection opens though no subprotocol was taken")
            .needs(Capability.SUBPROTOCOL)
            .stimulus(Answers.sound(a -> a.without(PROTOCOL)))
            .check(
                "6455-1.9-01",
                ClientJudges.opensUnless("the WebSocket standard of browsers has it fail"))
            .build());
  }

  private static String otherCase(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals(name) ? name.toLowerCase(Locale.ROOT) + "-x" : upper;
  }

  private static Stream<ConformanceCase> extensions() {
    return Stream.of(
        refused(
            "extension/not-offered",
            "An extension that was not offered fails the connection",
            "6455-4.1-61",
            a -> a.with(EXTENSIONS, "x-wspec-never-offered")),
        refused(
            "extension/not-offered-with-parameters",
            "An extension with parameters that was not offered fails the connection",
            "6455-4.1-61",
            a -> a.with(EXTENSIONS, "x-wspec-never-offered; a=1; b=\"2\"")),
        refused(
            "extension/old-deflate",
            "x-webkit-deflate-frame, which was not offered, fails the connection",
            "6455-4.1-61",
            a -> a.with(EXTENSIONS, "x-wspec-deflate-frame")),
        refused(
            "extension/second-line",
            "An extension that was not offered fails the connection on a line of its own too",
            "6455-4.1-61",
            a -> a.with(EXTENSIONS, "x-wspec-one").adding(EXTENSIONS, "x-wspec-two")),
        doubtful(
            "extension/grammar",
            "A value outside the grammar fails the connection",
            "6455-9.1-03",
            "it names no extension that could be in use",
            a -> a.with(EXTENSIONS, ";;; , =")),
        doubtful(
            "extension/empty",
            "An empty list of extensions is outside the grammar",
            "6455-9.1-14",
            "it names no extension that could be in use",
            a -> a.with(EXTENSIONS, "")));
  }

  private static Stream<ConformanceCase> deflateFaults() {
    List<ConformanceCase> cases = new ArrayList<>();
    String value = "7692-7-07";
    cases.add(bad("unknown-parameter", "x_unknown=1", "7692-7-06"));
    cases.add(bad("server-window~bits=7", "server_max_window_bits=7", value));
    cases.add(bad("server-window~bits=16", "server_max_window_bits=16", value));
    cases.add(bad("server-window~bits=leading-zero", "server_max_window_bits=010", value));
    cases.add(bad("server-window~bits=none", "server_max_window_bits", value));
    cases.add(bad("server-window~bits=word", "server_max_window_bits=ten", value));
    cases.add(bad("server-window~bits=huge", "server_max_window_bits=4294967306", value));
    cases.add(bad("client-window~bits=7", "client_max_window_bits=7", value));
    cases.add(bad("client-window~bits=16", "client_max_window_bits=16", value));
    cases.add(bad("client-window~bits=none", "client_max_window_bits", "7692-7.1.2.2-06"));
    cases.add(bad("server-takeover-with-value", "server_no_context_takeover=1", value));
    cases.add(bad("client-takeover-with-value", "client_no_context_takeover=true", value));
    cases.add(
        bad(
            "parameter-twice",
            "server_no_context_takeover; server_no_context_takeover",
            "7692-7-08"));
    cases.add(
        bad("window-twice", "server_max_window_bits=10; server_max_window_bits=12", "7692-7-08"));
    cases.add(
        deflate("deflate/agreed-twice", "permessage-deflate accepted twice fails the connection")
            .stimulus(Answers.bad(a -> a.with(EXTENSIONS, DEFLATE + ", " + DEFLATE)))
            .check("7692-5-14", ClientJudges.failsTheHandshake())
            .build());
    cases.add(
        deflate(
                "deflate/with-unoffered",
                "permessage-deflate with an extension that was not offered fails the connection")
            .stimulus(Answers.bad(a -> a.with(EXTENSIONS, DEFLATE + ", x-wspec-never-offered")))
            .check("6455-4.1-61", ClientJudges.failsTheHandshake())
            .build());
    return cases.stream();
  }

  private static ConformanceCase.Builder deflate(String id, String title) {
    return ofClients(id, title).needs(Capability.DEFLATE);
  }

  private static ConformanceCase bad(String id, String parameters, String requirement) {
    return deflate(
            "deflate/" + id,
            "permessage-deflate; " + parameters + " in the answer fails the connection")
        .stimulus(Answers.bad(a -> a.with(EXTENSIONS, DEFLATE + "; " + parameters)))
        .check(requirement, ClientJudges.failsTheHandshake())
        .build();
  }

  private static Stream<ConformanceCase> deflateForms() {
    List<ConformanceCase> cases = new ArrayList<>();
    cases.add(good("plain", "", "7692-5-12", ClientJudges.opens()));
    cases.add(
        good(
            "server-takeover",
            "; server_no_context_takeover",
            "7692-7.2.2-02",
            ClientJudges.opens()));
    cases.add(
        good(
            "client-takeover",
            "; client_no_context_takeover",
            "7692-7.1.1.2-07",
            ClientJudges.opens()));
    cases.add(
        good(
            "both-takeovers",
            "; server_no_context_takeover; client_no_context_takeover",
            "7692-7.1.1.2-07",
            ClientJudges.opens()));
    cases.add(
        good(
            "server-window",
            "; server_max_window_bits=10",
            "7692-7.2.2-07",
            ClientJudges.opensUnless(
                "RFC 7692 §7 lets a client fail a configuration that it does not support")));
    cases.add(
        good("blanks", " ;  server_no_context_takeover ", "6455-9.1-11", ClientJudges.opens()));
    cases.add(
        good(
            "quoted",
            "; server_max_window_bits=\"15\"",
            "6455-9.1-04",
            ClientJudges.opensUnless(
                "RFC 7692 §7 lets a client fail a configuration that it does not support")));
    cases.add(
        good(
            "quoted-pair",
            "; server_max_window_bits=\"1\\5\"",
            "9110-5.6.4-01",
            ClientJudges.opensUnless(
                "RFC 6455 §9.1 wants a token once unquoted, and nobody has to write a pair")));
    cases.add(
        deflate(
                "deflate/client-window",
                "A limit for the client's window, which it has offered to keep, is kept")
            .needs(Capability.DEFLATE_CLIENT_WINDOW)
            .stimulus(
                wire -> {
                  wire.answer(a -> a.with(EXTENSIONS, DEFLATE + "; client_max_window_bits=9"));
                  wire.exchange(text("all is well ".repeat(300)));
                  wire.close();
                })
            .check("7692-7.1.2.2-03", ClientJudges.opens())
            .build());
    cases.add(
        deflate(
                "deflate/client-window-not-offered",
                "A limit for the client's window that it has not offered fails the connection")
            .stimulus(
                wire -> {
                  wire.answer(
                      (request, a) ->
                          offersWindow(request)
                              ? a.with(EXTENSIONS, DEFLATE + "; client_max_window_bits=77")
                              : a.with(EXTENSIONS, DEFLATE + "; client_max_window_bits=9"));
                  wire.awaitEnd();
                })
            .check("7692-5-19", ClientJudges.failsTheHandshake())
            .build());
    cases.add(
        deflate("deflate/declined", "The connection opens though no extension was taken")
            .stimulus(Answers.sound(a -> a.without(EXTENSIONS)))
            .check("7692-5-18", ClientJudges.opens())
            .build());
    return cases.stream();
  }

  private static boolean offersWindow(RawRequest request) {
    return String.join(",", request.all(EXTENSIONS)).contains("client_max_window_bits");
  }

  private static ConformanceCase good(
      String id, String parameters, String requirement, Judge judge) {
    return deflate("deflate/form-" + id, "permessage-deflate" + parameters + " is understood")
        .stimulus(
            wire -> {
              wire.answer(a -> a.with(EXTENSIONS, DEFLATE + parameters));
              wire.exchange(text("one and one and one and one"));
              wire.exchange(text("one and one and one and one"));
              wire.close();
            })
        .check(requirement, judge)
        .build();
  }
}
