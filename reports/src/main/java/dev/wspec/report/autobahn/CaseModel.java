package dev.wspec.report.autobahn;

import dev.wspec.autobahn.AutobahnCase;
import dev.wspec.autobahn.Behavior;
import dev.wspec.autobahn.Closing;
import dev.wspec.autobahn.Heard;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One case with the keys and values of the original's file. */
final class CaseModel {

  /** Three digits of the second, also where they are zero. */
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** Events that are listed. */
  private static final int EVENTS = 1000;

  private CaseModel() {}

  static Map<String, @Nullable Object> of(PlayedCase played) {
    AutobahnCase asked = played.asked();
    Closing closing = played.outcome().closing();
    Conversation c = played.transcript().main();
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("agent", played.agent());
    model.put("behavior", played.outcome().behavior().word());
    model.put("behaviorClose", played.outcome().behaviorClose().word());
    model.put("case", played.number());
    model.put("closedByMe", closing.byUs());
    model.put("createStats", true);
    model.put("createWirelog", !asked.isFragmented());
    model.put("description", CaseWords.description(asked));
    model.put("droppedByMe", closing.droppedByUs());
    model.put("duration", played.duration().toMillis());
    model.put("expectation", CaseWords.expectation(asked));
    model.put("expected", expected(asked));
    model.put("expectedClose", expectedClose(asked));
    model.put("failedByMe", closing.failedByUs());
    model.put("httpRequest", request(c));
    model.put("httpResponse", c.response().map(RawResponse::head).orElse(""));
    model.put("id", asked.id().text());
    model.put("isServer", played.weServe());
    model.put("localCloseCode", closing.localCode());
    model.put("localCloseReason", closing.localReason());
    model.put("received", received(played));
    model.put("remoteCloseCode", closing.remoteCode());
    model.put("remoteCloseReason", closing.remoteReason());
    model.put("reportCompressionRatio", asked.deflated().isPresent());
    model.put("reportTime", asked.isTimed());
    model.put("result", played.outcome().result());
    model.put("resultClose", played.outcome().resultClose());
    model.put("rxFrameStats", counts(played.traffic().framesReceived()));
    model.put("rxOctetStats", counts(played.traffic().octetsReceived()));
    model.put("started", MILLISECONDS.format(played.started()));
    model.put("trafficStats", asked.deflated().isPresent() ? TrafficStats.of(played) : null);
    model.put("txFrameStats", counts(played.traffic().framesSent()));
    model.put("txOctetStats", counts(played.traffic().octetsSent()));
    model.put("wasClean", closing.clean());
    model.put("wasCloseHandshakeTimeout", closing.handshakeTimeout());
    model.put("wasNotCleanReason", closing.uncleanReason());
    model.put("wasOpenHandshakeTimeout", !played.outcome().opened() && c.response().isEmpty());
    model.put("wasServerConnectionDropTimeout", closing.dropTimeout());
    model.put("wirelog", new WireLog(played).rows());
    return model;
  }

  private static Map<String, Object> expectedClose(AutobahnCase asked) {
    Map<String, Object> close = new LinkedHashMap<>();
    close.put("closedByMe", asked.closesFirst());
    close.put("closeCode", asked.codes());
    close.put("requireClean", asked.clean());
    if (asked.fatal().contains(AutobahnCase.Fatal.CLOSER)) {
      close.put("closedByWrongEndpointIsFatal", true);
    }
    return close;
  }

  private static Map<String, Object> expected(AutobahnCase asked) {
    Map<String, Object> expected = new LinkedHashMap<>();
    if (asked.ok() != null) {
      expected.put(Behavior.OK.word(), asked.ok().stream().map(CaseModel::hoped).toList());
    }
    if (asked.nonStrict() != null) {
      expected.put(
          Behavior.NON_STRICT.word(), asked.nonStrict().stream().map(CaseModel::hoped).toList());
    }
    return expected;
  }

  private static List<Object> hoped(Heard hoped) {
    if (hoped instanceof Heard.Said said) {
      return List.of(
          "message", Shown.text(said.payload().head(64), said.payload().length()), !said.text());
    }
    if (hoped instanceof Heard.Ponged pong) {
      return List.of("pong", Shown.text(pong.payload().head(64), pong.payload().length()));
    }
    return List.of("timeout", ((Heard.Outlived) hoped).tag());
  }

  private static List<Object> received(PlayedCase played) {
    List<Object> received = new ArrayList<>();
    if (!played.asked().isTimed()) {
      played.outcome().heard().stream().limit(EVENTS).map(CaseModel::fact).forEach(received::add);
    }
    return received;
  }

  private static List<Object> fact(Heard.Fact fact) {
    if (fact instanceof Heard.SaidFact said) {
      Message message = said.message();
      return List.of("message", Shown.text(message.payload()), !message.isText());
    }
    if (fact instanceof Heard.PongedFact pong) {
      return List.of("pong", Shown.text(pong.payload()));
    }
    return List.of("timeout", ((Heard.OutlivedFact) fact).tag());
  }

  private static String request(Conversation c) {
    return c.opened()
        .map(Event.Opened::request)
        .or(() -> c.refused().map(Event.Refused::request))
        .map(RawRequest::head)
        .orElse("");
  }

  private static Map<String, Integer> counts(SortedMap<Integer, Integer> counts) {
    Map<String, Integer> named = new LinkedHashMap<>();
    counts.forEach((key, count) -> named.put(String.valueOf(key), count));
    return named;
  }
}
