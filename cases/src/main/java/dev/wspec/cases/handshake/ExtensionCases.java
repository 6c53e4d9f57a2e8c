package dev.wspec.cases.handshake;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.opensUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.stillServes;
import static dev.wspec.cases.handshake.NegotiationJudges.agreesToEachExtensionOnce;
import static dev.wspec.cases.handshake.NegotiationJudges.agreesToNoExtensionThatWasNotOffered;
import static dev.wspec.cases.handshake.NegotiationJudges.agreesToNoInventedExtension;
import static dev.wspec.cases.handshake.NegotiationJudges.refusesOrIgnoresExtensions;
import static dev.wspec.cases.handshake.Stories.asking;
import static dev.wspec.cases.handshake.Stories.askingTwice;
import static dev.wspec.cases.handshake.Stories.conversing;
import static dev.wspec.cases.handshake.Stories.ofServers;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Offers of extensions, whatever those do later (RFC 6455 §4.2.2, §9.1, §11.3.2). */
final class ExtensionCases {

  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final String INVENTED = "x-wspec-invented";
  private static final String BLANKS =
      "the grammar of RFC 2616 has blanks there, that of RFC 9110 has not";

  private ExtensionCases() {}

  static Stream<ConformanceCase> cases() {
    return Stream.of(unknown(), sound(), properties(), malformed(), large())
        .flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> unknown() {
    return Stream.of(
        passedOver("unknown", "An unknown extension", INVENTED),
        passedOver(
            "unknown-with-parameters",
            "An unknown extension with parameters",
            INVENTED + "; level=9; flag; mode=\"fast\""),
        passedOver(
            "several-unknown",
            "Several unknown extensions",
            INVENTED + ", x-wspec-other; a=1, x-wspec-third"),
        passedOver(
            "unknown-before-known",
            "An unknown extension before permessage-deflate",
            INVENTED + ", permessage-deflate"));
  }

  private static ConformanceCase passedOver(String variant, String what, String offer) {
    return ofServers("handshake/extensions/" + variant, what + " is passed over")
        .stimulus(conversing(request -> request.with(EXTENSIONS, offer)))
        .check("6455-4.2.2-18", agreesToNoExtensionThatWasNotOffered())
        .check(
            "6455-9.1-06", agreesToNoInventedExtension(INVENTED, "x-wspec-other", "x-wspec-third"))
        .check("6455-4.4-02", opens())
        .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
        .build();
  }

  private static Stream<ConformanceCase> sound() {
    return Stream.of(
        ofServers(
                "handshake/extensions/two-fields",
                "Two fields with extensions mean the same as one with a list")
            .stimulus(
                conversing(
                    request ->
                        request
                            .with(EXTENSIONS, INVENTED)
                            .adding(EXTENSIONS, "permessage-deflate")))
            .check("6455-11.3.2-01", opens())
            .check("6455-4.4-02", opens())
            .check("6455-4.2.2-19", agreesToNoExtensionThatWasNotOffered())
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build(),
        offered("repeated", "The same extension twice", opens(), INVENTED + ", " + INVENTED),
        ofServers(
                "handshake/extensions/deflate-repeated",
                "permessage-deflate is agreed to once, however often it is offered")
            .stimulus(
                conversing(
                    request -> request.with(EXTENSIONS, "permessage-deflate, permessage-deflate")))
            .check("6455-4.2.2-18", agreesToEachExtensionOnce())
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build(),
        offered(
            "empty-members",
            "Empty members of the list",
            opensUnless("RFC 6455 §9.1 counts members by the stricter 1# of RFC 2616"),
            "," + INVENTED + ", ,x-wspec-other,"),
        offered(
            "blanks",
            "Blanks around semicolon and equals sign",
            opensUnless(BLANKS),
            INVENTED + " ; level = 9"),
        ofServers(
                "handshake/extensions/quoted-pair",
                "A quoted value with a quoted-pair in it in the offer: no harm done")
            .stimulus(conversing(r -> r.with(EXTENSIONS, INVENTED + "; mode=\"f\\ast\"")))
            .check("6455-4.4-02", opens())
            .check("9110-5.6.4-01", opens())
            .check("6455-9.1-06", agreesToNoInventedExtension(INVENTED))
            .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
            .build());
  }

  private static ConformanceCase offered(String variant, String what, Judge answer, String offer) {
    return ofServers("handshake/extensions/" + variant, what + " in the offer: no harm done")
        .stimulus(conversing(request -> request.with(EXTENSIONS, offer)))
        .check("6455-4.4-02", answer)
        .check("6455-9.1-06", agreesToNoInventedExtension(INVENTED, "x-wspec-other"))
        .check(Stories.IN_USE, HandshakeJudges.carriesMessages())
        .build();
  }

  /** Names that objects have in JavaScript; servers that look them up in a plain object crashed. */
  private static Stream<ConformanceCase> properties() {
    return Stream.of("constructor", "__proto__", "toString", "hasOwnProperty")
        .map(
            name ->
                ofServers(
                        "handshake/extensions/object-property~name="
                            + switch (name) {
                              case "__proto__" -> "proto";
                              case "toString" -> "to-string";
                              case "hasOwnProperty" -> "has-own-property";
                              default -> name;
                            },
                        "An extension called " + name + " does no harm")
                    .stimulus(askingTwice(r -> r.with(EXTENSIONS, name + "; " + name + "=1")))
                    .check("6455-4.4-02", opensOrRefuses())
                    .check("6455-9.1-06", agreesToNoInventedExtension(name))
                    .check("6455-4.2.2-01", stillServes())
                    .build());
  }

  private static Stream<ConformanceCase> malformed() {
    return Stream.of(
        malformed("empty", ""),
        malformed("comma", ","),
        malformed("semicolon", ";"),
        malformed("ends-in-semicolon", "permessage-deflate;"),
        malformed("begins-with-semicolon", "; permessage-deflate"),
        malformed("no-parameter-name", "permessage-deflate; =1"),
        malformed("no-value", "permessage-deflate; client_max_window_bits="),
        malformed("two-values", "permessage-deflate; client_max_window_bits=10=11"),
        malformed("two-words", "permessage-deflate client_max_window_bits"),
        malformed("open-quote", "permessage-deflate; client_max_window_bits=\"10"),
        malformed("quoted-blank", "permessage-deflate; client_max_window_bits=\"1 0\""),
        malformed("quoted-empty", "permessage-deflate; client_max_window_bits=\"\""),
        malformed("quoted-name", "\"permessage-deflate\""),
        malformed("slash", "permessage/deflate"),
        malformed("control", "permessage-deflate\u0001"),
        malformed("octet-beyond-ascii", "permessage-deflat\u00E9"),
        malformed("list-in-quotes", INVENTED + "; y=\", permessage-deflate; a=\""),
        malformed("escapes", "x; b=\"" + "\\c".repeat(40)));
  }

  private static ConformanceCase malformed(String variant, String value) {
    ConformanceCase.Builder builder =
        ofServers(
                "handshake/extensions/malformed~value=" + variant,
                "An offer of extensions that breaks the grammar (" + variant + ") is refused")
            .stimulus(asking(request -> request.with(EXTENSIONS, value)))
            .check("6455-9.1-02", refusesOrIgnoresExtensions());
    if (List.of("quoted-blank", "quoted-empty").contains(variant)) {
      builder.check("6455-9.1-04", refusesOrIgnoresExtensions());
    }
    return builder.build();
  }

  private static Stream<ConformanceCase> large() {
    String hundred =
        IntStream.range(0, 100)
            .mapToObj(i -> INVENTED + "-" + i + "; a=1")
            .collect(Collectors.joining(", "));
    return Stream.of(
        ofServers("handshake/extensions/hundred", "A hundred unknown extensions do no harm")
            .stimulus(askingTwice(request -> request.with(EXTENSIONS, hundred)))
            .check("6455-4.4-02", opensOrRefuses())
            .check("6455-4.2.2-01", stillServes())
            .build());
  }
}
