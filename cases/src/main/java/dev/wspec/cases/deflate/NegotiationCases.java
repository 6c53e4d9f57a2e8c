package dev.wspec.cases.deflate;

import static dev.wspec.cases.deflate.DeflateJudges.answerIsWellFormed;
import static dev.wspec.cases.deflate.DeflateJudges.declines;
import static dev.wspec.cases.deflate.DeflateJudges.doesNotSend;
import static dev.wspec.cases.deflate.DeflateJudges.opensEitherWay;
import static dev.wspec.cases.deflate.DeflateJudges.opensOrRefuses;
import static dev.wspec.cases.deflate.DeflateJudges.repeatsIfAgreed;
import static dev.wspec.cases.deflate.DeflateJudges.windowIsAtMost;
import static dev.wspec.conformance.ConformanceCase.conformanceCase;
import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.SubjectRole.SERVER;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.leniently;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Offers of permessage-deflate, sound and unsound (RFC 7692 §5 and §7.1). */
final class NegotiationCases {

  private static final Map<String, String> BAD_OFFERS =
      Map.ofEntries(
          Map.entry("unknown-parameter", "permessage-deflate; speed=9"),
          Map.entry("unknown-parameter-of-a-library", "permessage-deflate; max_inflate_ratio=5"),
          Map.entry("unknown-parameter-without-value", "permessage-deflate; no_context_takeover"),
          Map.entry("server-window-minus", "permessage-deflate; server_max_window_bits=-10"),
          Map.entry("server-window-fraction", "permessage-deflate; server_max_window_bits=10.0"),
          Map.entry("client-window-0", "permessage-deflate; client_max_window_bits=0"),
          Map.entry("client-window-plus", "permessage-deflate; client_max_window_bits=+10"),
          Map.entry(
              "server-no-takeover-with-value", "permessage-deflate; server_no_context_takeover=1"),
          Map.entry(
              "client-no-takeover-with-value", "permessage-deflate; client_no_context_takeover=1"),
          Map.entry("server-window-without-value", "permessage-deflate; server_max_window_bits"),
          Map.entry("server-window-7", "permessage-deflate; server_max_window_bits=7"),
          Map.entry("server-window-16", "permessage-deflate; server_max_window_bits=16"),
          Map.entry("server-window-0", "permessage-deflate; server_max_window_bits=0"),
          Map.entry("server-window-leading-zero", "permessage-deflate; server_max_window_bits=010"),
          Map.entry("server-window-not-a-number", "permessage-deflate; server_max_window_bits=ten"),
          Map.entry("client-window-7", "permessage-deflate; client_max_window_bits=7"),
          Map.entry("client-window-16", "permessage-deflate; client_max_window_bits=16"),
          Map.entry("client-window-leading-zero", "permessage-deflate; client_max_window_bits=08"),
          Map.entry("client-window-not-a-number", "permessage-deflate; client_max_window_bits=ten"),
          Map.entry(
              "client-window-huge", "permessage-deflate; client_max_window_bits=99999999999"));

  private static final Map<String, String> REPEATED =
      Map.of(
          "server-no-takeover",
          "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
          "client-no-takeover",
          "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
          "server-window",
          "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
          "client-window",
          "permessage-deflate; client_max_window_bits; client_max_window_bits=10");

  private NegotiationCases() {}

  static UnaryOperator<RawRequest> offering(String offer) {
    return request -> request.with("Sec-WebSocket-Extensions", offer);
  }

  static List<ConformanceCase> cases() {
    List<ConformanceCase> cases = new ArrayList<>();
    BAD_OFFERS.forEach(
        (variant, offer) ->
            cases.add(
                conformanceCase("deflate/negotiation/bad-offer/" + variant)
                    .title("An offer with an undefined or illegal parameter is declined: " + offer)
                    .subject(SERVER)
                    .stimulus(wire -> wire.open(offering(offer)))
                    .check(
                        variant.startsWith("unknown-parameter") ? "7692-7-02" : "7692-7-03",
                        declines())
                    .build()));
    REPEATED.forEach(
        (variant, offer) ->
            cases.add(
                conformanceCase("deflate/negotiation/repeated-parameter/" + variant)
                    .title("An offer that has a parameter twice is declined: " + offer)
                    .subject(SERVER)
                    .stimulus(wire -> wire.open(offering(offer)))
                    .check("7692-7-04", declines())
                    .build()));
    cases.add(sound("plain", "permessage-deflate"));
    cases.add(sound("client-window-hint", "permessage-deflate; client_max_window_bits"));
    cases.add(sound("client-window-value", "permessage-deflate; client_max_window_bits=10"));
    cases.add(sound("client-no-takeover", "permessage-deflate; client_no_context_takeover"));
    cases.add(sound("server-no-takeover", "permessage-deflate; server_no_context_takeover"));
    cases.add(sound("quoted-value", "permessage-deflate; client_max_window_bits=\"10\""));
    cases.add(
        sound(
            "all-parameters",
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover;"
                + " server_max_window_bits=12; client_max_window_bits=12"));
    cases.add(
        sound(
            "fallback",
            "permessage-deflate; server_max_window_bits=10; client_max_window_bits,"
                + " permessage-deflate; client_max_window_bits"));
    cases.add(
        sound(
            "behind-unknown",
            "x-unknown-extension; a=1, permessage-deflate; client_max_window_bits"));
    cases.add(behindBadOffer());
    cases.add(preferred());
    for (int bits = 8; bits <= 15; bits++) {
      cases.add(serverWindow(bits));
      cases.add(clientWindow(bits));
    }
    return cases;
  }

  /** An offer that nobody has to accept, but whoever does answers soundly and can be talked to. */
  private static ConformanceCase sound(String variant, String offer) {
    ConformanceCase.Builder builder =
        conformanceCase("deflate/negotiation/offer/" + variant)
            .title("A sound offer is answered soundly: " + offer)
            .subject(SERVER)
            .stimulus(
                wire -> {
                  wire.open(offering(offer));
                  wire.exchange(text("after the offer"));
                  wire.close();
                })
            .check("7692-5-18", opensEitherWay())
            .check("7692-5-10", answerIsWellFormed())
            .check("7692-5-20", echoesEveryMessage());
    if (!offer.contains("client_max_window_bits")) {
      builder.check("7692-7.1.2.2-08", doesNotSend("client_max_window_bits"));
    }
    if (offer.contains("server_no_context_takeover")) {
      builder.check("7692-7.1.1.1-05", repeatsIfAgreed("server_no_context_takeover"));
    }
    return builder.build();
  }

  /**
   * Some servers refuse the whole handshake for one bad offer, as they do where it stands alone.
   */
  private static ConformanceCase behindBadOffer() {
    return conformanceCase("deflate/negotiation/offer/behind-bad-offer")
        .title("A sound offer behind a bad one can be accepted")
        .subject(SERVER)
        .stimulus(
            wire -> {
              wire.open(
                  offering("permessage-deflate; server_max_window_bits=99, permessage-deflate"));
              wire.exchange(text("after the offer"));
              wire.close();
            })
        .check("7692-7-03", opensOrRefuses())
        .check("7692-5-10", answerIsWellFormed())
        .check("7692-5-20", echoesEveryMessage())
        .build();
  }

  /** Asked of servers that agree to the first offer where it stands alone. */
  private static ConformanceCase preferred() {
    return conformanceCase("deflate/negotiation/offer/preferred")
        .title("Of two offers that the server supports the first is accepted")
        .subject(SERVER)
        .needs(Capability.DEFLATE_SERVER_NO_TAKEOVER)
        .stimulus(
            wire -> {
              wire.open(
                  offering(
                      "permessage-deflate; server_no_context_takeover, permessage-deflate;"
                          + " client_no_context_takeover"));
              wire.exchange(text("after the offers"));
              wire.close();
            })
        .check("7692-5-04", repeatsIfAgreed("server_no_context_takeover"))
        .check("7692-5-10", answerIsWellFormed())
        .build();
  }

  private static ConformanceCase serverWindow(int bits) {
    Judge repeats = repeatsIfAgreed("server_max_window_bits");
    String offer = "permessage-deflate; server_max_window_bits=" + bits;
    return conformanceCase("deflate/negotiation/server-window~bits=" + bits)
        .title("server_max_window_bits=" + bits + " is declined, or agreed and not exceeded")
        .subject(SERVER)
        .needs(Capability.DEFLATE)
        .stimulus(
            wire -> {
              wire.open(offering(offer));
              wire.exchange(text("window window window window"));
              wire.close();
            })
        .check("7692-7-05", opensEitherWay())
        .check(
            "7692-7.1.2.1-06",
            bits == 15
                ? leniently(repeats, "15 is what the absence of the parameter means")
                : repeats)
        .check("7692-7.1.2.1-06", windowIsAtMost("server_max_window_bits", bits))
        .check("7692-5-20", echoesEveryMessage())
        .build();
  }

  private static ConformanceCase clientWindow(int bits) {
    String offer = "permessage-deflate; client_max_window_bits=" + bits;
    ConformanceCase.Builder asked =
        conformanceCase("deflate/negotiation/client-window~bits=" + bits)
            .title("client_max_window_bits=" + bits + " is answered with no larger value")
            .subject(SERVER)
            .needs(Capability.DEFLATE)
            .stimulus(
                wire -> {
                  wire.open(offering(offer));
                  wire.exchange(text("window window window window"));
                  wire.close();
                })
            .check("7692-7-05", opensEitherWay())
            .check("7692-7.1.2.2-06", answerIsWellFormed());
    if (bits < 15) { // no valid answer is larger than 15
      asked.check("7692-7.1.2.2-05", windowIsAtMost("client_max_window_bits", bits));
    }
    return asked.build();
  }
}
