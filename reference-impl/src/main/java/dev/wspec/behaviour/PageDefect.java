package dev.wspec.behaviour;

import dev.wspec.handshake.DeflateOffer;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import java.util.List;
import java.util.function.UnaryOperator;

/** What only a browser can do wrong, one thing each. */
public enum PageDefect {
  NO_ORIGIN("Sends no Origin", b -> b.fields(f -> f.without("Origin")), "6455-4.1-35"),
  ORIGIN_OF_ANOTHER_PAGE(
      "Sends the Origin of another page",
      b -> b.fields(f -> f.with("Origin", "https://elsewhere.invalid")),
      "6455-4.1-35"),
  CACHE_MAY_ANSWER(
      "Does not keep caches out",
      b -> b.fields(f -> f.without("Cache-Control")),
      "whatwg-opening-handshake-03"),
  REFERER_SENT(
      "Sends a Referer",
      b -> b.fields(f -> f.and("Referer", "http://localhost/")),
      "whatwg-opening-handshake-03"),
  DEFLATE_NOT_OFFERED(
      "Does not offer permessage-deflate",
      b -> b.client(c -> c.offering((DeflateOffer) null)),
      "whatwg-opening-handshake-08"),
  SUBPROTOCOLS_ON_TWO_LINES(
      "Offers each subprotocol in a field of its own",
      b ->
          b.fields(
              f ->
                  f.with("Sec-WebSocket-Protocol", "chat")
                      .and("Sec-WebSocket-Protocol", "superchat")),
      "whatwg-opening-handshake-07"),
  REDIRECTS_FOLLOWED("Follows redirects", PageBehaviour::following, "whatwg-opening-handshake-02"),
  SUBPROTOCOL_NOT_REQUIRED(
      "Opens though no subprotocol was selected",
      b -> b.client(c -> c.reading((response, key) -> response)),
      "whatwg-opening-handshake-10"),
  SUBPROTOCOL_HIDDEN(
      "Does not show the page what was selected",
      b -> b.reporting(r -> r.replaceFirst("protocol=[^;]*", "protocol=")),
      "whatwg-feedback-01"),
  BUFFERS_ARE_STRINGS(
      "Gives binary data to the page as a string",
      b -> b.reporting(r -> r.replace("binary", "string")),
      "whatwg-feedback-03"),
  CLOSE_CODE_LOST(
      "Shows the page 1006 whatever code came",
      b -> b.reporting(r -> r.replaceFirst("code=\\d+", "code=1006")),
      "whatwg-feedback-05"),
  NO_CODE_IS_1000(
      "Shows the page 1000 where no code came",
      b -> b.reporting(r -> r.replace("code=1005", "code=1000")),
      "whatwg-feedback-05"),
  ABNORMAL_ENDS_ARE_CLEAN(
      "Shows the page a clean end always",
      b -> b.reporting(r -> r.replace("clean=0", "clean=1")),
      "whatwg-feedback-05",
      "whatwg-feedback-06"),
  CLOSES_WITH_1000(
      "Sends code 1000 where the page gave none",
      b -> b.obeying(changing(f -> f.payload().length == 0 ? Frame.close(1000, "") : f)),
      "whatwg-close-04"),
  REASON_NOT_SENT(
      "Does not send the reason that the page gave",
      b -> b.obeying(changing(f -> f.payload().length > 2 ? Frame.close(f.closeCode(), "") : f)),
      "whatwg-close-05"),
  QUEUE_DROPPED(
      "Closes before what was to be sent",
      b ->
          b.obeying(
              order -> {
                List<Frame> frames = PageScript.obey(order);
                return frames.size() > 2
                    ? frames.subList(frames.size() - 1, frames.size())
                    : frames;
              }),
      "whatwg-close-06"),
  BUFFERS_SENT_AS_TEXT(
      "Sends buffers as text",
      b ->
          b.obeying(
              order ->
                  PageScript.obey(order).stream()
                      .map(f -> f.opcode() == Opcode.BINARY ? Frame.text("2") : f)
                      .toList()),
      "whatwg-send-02"),
  SURROGATES_ARE_QUESTION_MARKS(
      "Sends question marks for lone surrogates",
      b ->
          b.obeying(
              order ->
                  PageScript.obey(order).stream()
                      .map(
                          f ->
                              f.opcode() == Opcode.TEXT
                                  ? Frame.text(f.text().replace('\uFFFD', '?'))
                                  : f)
                      .toList()),
      "whatwg-send-03"),
  NOTHING_IS_THROWN(
      "Throws no exceptions",
      b ->
          b.obeying(
              order ->
                  order.startsWith("!try") ? List.of(Frame.text("none")) : PageScript.obey(order)),
      "whatwg-close-01",
      "whatwg-close-02",
      "whatwg-constructor-01",
      "whatwg-constructor-03",
      "whatwg-constructor-04",
      "whatwg-constructor-05");

  private final String description;
  private final UnaryOperator<PageBehaviour> change;
  private final List<String> requirements;

  PageDefect(String description, UnaryOperator<PageBehaviour> change, String... requirements) {
    this.description = description;
    this.change = change;
    this.requirements = List.of(requirements);
  }

  /** What the browser does, a sentence without its subject. */
  public String description() {
    return description;
  }

  /** The ids of the requirements that this breaks; at least one. */
  public List<String> requirements() {
    return requirements;
  }

  /** A browser that keeps to the standard but for this. */
  public PageBehaviour behaviour() {
    return change.apply(PageBehaviour.CONFORMING);
  }

  private static PageBehaviour.Script changing(UnaryOperator<Frame> close) {
    return order ->
        PageScript.obey(order).stream()
            .map(f -> f.opcode() == Opcode.CLOSE ? close.apply(f) : f)
            .toList();
  }
}
