package dev.wspec.cases.deflate;

import static dev.wspec.conformance.Opinion.broken;
import static dev.wspec.conformance.Opinion.held;
import static dev.wspec.conformance.Opinion.notApplicable;
import static dev.wspec.conformance.Opinion.tolerable;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Questions about how permessage-deflate was negotiated. */
final class DeflateJudges {

  private static final Set<String> FLAGS =
      Set.of("server_no_context_takeover", "client_no_context_takeover");
  private static final Set<String> WINDOWS =
      Set.of("server_max_window_bits", "client_max_window_bits");

  private DeflateJudges() {}

  /** RFC 7692 §5: an offer is declined by a 101 that leaves the extension out. */
  static Judge declines() {
    return Judge.of(
        "a 101 without permessage-deflate",
        t ->
            t.main().opened().isPresent()
                ? DeflateAnswer.in(t.main())
                    .map(a -> broken("the offer was accepted: " + a.header()))
                    .orElse(held("a 101 without permessage-deflate"))
                : refused(t.main()));
  }

  /** The bad offer is passed over; whether the sound one behind it is taken is free. */
  static Judge opensOrRefuses() {
    return Judge.of(
        "a 101, with or without permessage-deflate",
        t ->
            t.main()
                .opened()
                .map(o -> held(o.response().statusLine()))
                .orElseGet(() -> refused(t.main())));
  }

  private static Opinion refused(Conversation conversation) {
    int status = conversation.response().map(RawResponse::status).orElse(0);
    String observed = "the handshake was refused: " + DeflateAnswer.statusOf(conversation);
    return status >= 400 && status < 500
        ? tolerable(
            observed,
            "a server may refuse any handshake, but to decline an offer is to leave it out of"
                + " the 101 (RFC 7692 §5)")
        : broken(observed);
  }

  /** The handshake succeeds whether or not the extension is agreed. */
  static Judge opensEitherWay() {
    return Judge.of(
        "a 101, with or without permessage-deflate",
        t ->
            t.main()
                .opened()
                .map(o -> held(o.response().statusLine()))
                .orElseGet(
                    () ->
                        broken("the handshake was refused: " + DeflateAnswer.statusOf(t.main()))));
  }

  /** RFC 7692 §7: an answer has the four parameters only, each once, with a legal value. */
  static Judge answerIsWellFormed() {
    return ifAgreed(
        "one permessage-deflate element whose parameters are defined, unique and legal",
        answer -> {
          if (answer.elements() > 1) {
            return broken("permessage-deflate was accepted twice: " + answer.header());
          }
          Set<String> seen = new HashSet<>();
          for (DeflateAnswer.Parameter parameter : answer.parameters()) {
            String fault = faultOf(parameter);
            if (!fault.isEmpty()) {
              return broken(fault + ": " + answer.header());
            }
            if (!seen.add(parameter.name().toLowerCase(Locale.ROOT))) {
              return broken(
                  "the parameter " + parameter.name() + " stands twice: " + answer.header());
            }
          }
          return held(answer.header());
        });
  }

  private static String faultOf(DeflateAnswer.Parameter parameter) {
    Optional<String> value = parameter.value();
    if (FLAGS.contains(parameter.name())) {
      return value.isPresent() ? parameter.name() + " has a value" : "";
    }
    if (WINDOWS.contains(parameter.name())) {
      return value.filter(v -> v.matches("8|9|1[0-5]")).isPresent()
          ? ""
          : parameter.name() + " needs a value from 8 to 15";
    }
    return parameter.name() + " is no parameter of permessage-deflate";
  }

  /** RFC 7692 §7.1.1.1: accepting an offer with server_no_context_takeover means repeating it. */
  static Judge repeatsIfAgreed(String parameter) {
    return ifAgreed(
        "no permessage-deflate, or one with " + parameter,
        answer ->
            answer.has(parameter)
                ? held(answer.header())
                : broken("accepted without " + parameter + ": " + answer.header()));
  }

  /** RFC 7692 §7.1.2.1 and §7.1.2.2: the value in the answer is at most the one in the offer. */
  static Judge windowIsAtMost(String parameter, int bits) {
    return ifAgreed(
        "no permessage-deflate, or " + parameter + " of at most " + bits,
        answer ->
            answer.has(parameter) && answer.windowBits(parameter) > bits
                ? broken(parameter + " is larger than offered: " + answer.header())
                : held(answer.header()));
  }

  /** RFC 7692 §7.1.2.2: a server may not limit a client that did not offer the parameter. */
  static Judge doesNotSend(String parameter) {
    return ifAgreed(
        "no permessage-deflate, or one without " + parameter,
        answer ->
            answer.has(parameter)
                ? broken(parameter + " was not offered: " + answer.header())
                : held(answer.header()));
  }

  private static Judge ifAgreed(String accepted, Function<DeflateAnswer, Opinion> question) {
    return Judge.of(
        accepted,
        t ->
            DeflateAnswer.in(t.main())
                .map(question)
                .orElseGet(() -> notApplicable("permessage-deflate was not agreed")));
  }
}
