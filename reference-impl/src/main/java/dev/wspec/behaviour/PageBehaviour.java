package dev.wspec.behaviour;

import dev.wspec.handshake.Fields;
import dev.wspec.handshake.RequestHead;
import dev.wspec.protocol.Frame;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a browser that shows a page does, as far as a server can tell (the WebSockets standard of
 * WHATWG); {@link #CONFORMING} keeps to it.
 *
 * @param client how it connects
 * @param followsRedirects whether it goes where a redirect leads
 * @param script what the page sends when the server tells it to do something
 * @param report changes what the page says that it saw
 */
public record PageBehaviour(
    ClientBehaviour client, boolean followsRedirects, Script script, UnaryOperator<String> report) {

  /** What an order of the server makes a page send. */
  @FunctionalInterface
  public interface Script {
    List<Frame> obey(String order);
  }

  /** A browser that keeps to the standard. */
  public static final PageBehaviour CONFORMING =
      new PageBehaviour(browser(), false, PageScript::obey, UnaryOperator.identity());

  private static ClientBehaviour browser() {
    return ClientBehaviour.CONFORMING
        .asking(
            r ->
                r.with(
                    r.fields()
                        .and("Origin", "http://" + r.fields().first("Host"))
                        .and("Pragma", "no-cache")
                        .and("Cache-Control", "no-cache")))
        .reading(
            (response, key) ->
                response.fields().has("Sec-WebSocket-Protocol")
                    ? response
                    : response.withFields(Fields.NONE));
  }

  PageBehaviour client(UnaryOperator<ClientBehaviour> change) {
    return new PageBehaviour(change.apply(client), followsRedirects, script, report);
  }

  /** Changes the fields of the request once they are what they ought to be. */
  PageBehaviour fields(UnaryOperator<Fields> change) {
    UnaryOperator<RequestHead> sound = client.request();
    return client(
        c ->
            c.asking(
                r -> {
                  RequestHead request = sound.apply(r);
                  return request.with(change.apply(request.fields()));
                }));
  }

  PageBehaviour following() {
    return new PageBehaviour(client, true, script, report);
  }

  PageBehaviour obeying(Script other) {
    return new PageBehaviour(client, followsRedirects, other, report);
  }

  PageBehaviour reporting(UnaryOperator<String> other) {
    return new PageBehaviour(client, followsRedirects, script, other);
  }
}
