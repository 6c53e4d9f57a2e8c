package dev.wspec.endpoint;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.PageBehaviour;
import dev.wspec.protocol.CloseCode;
import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands for a browser with a page in it: it does what the messages of the server tell it, and
 * connects once more to say what it saw.
 */
public final class PageClient {

  private final PageBehaviour behaviour;
  private final Duration timeout;

  /**
   * @param timeout how long to wait for the next bytes
   */
  public PageClient(PageBehaviour behaviour, Duration timeout) {
    this.behaviour = behaviour;
    this.timeout = timeout;
  }

  /** Shows the page what comes from that address, which has a query, and lets it report. */
  public void visit(URI uri) {
    URI address = URI.create(uri + "&page=1");
    Page page = new Page();
    EchoClient client =
        new EchoClient(behaviour.client().common(c -> c.application(() -> page)), timeout);
    EchoClient.Outcome outcome = client.observe(address);
    String location = outcome.location();
    URI next =
        behaviour.followsRedirects() && location != null
            ? address.resolve(location)
            : URI.create(
                address
                    + "&again=1&saw="
                    + URLEncoder.encode(
                        behaviour.report().apply(page.report(outcome)), StandardCharsets.UTF_8));
    client.visit(next);
  }

  private final class Page implements Application {
    private final List<String> kinds = new ArrayList<>();

    @Override
    public List<Frame> onMessage(Frame message) {
      boolean text = message.opcode() == Opcode.TEXT;
      if (text && message.text().startsWith("!")) {
        return behaviour.script().obey(message.text());
      }
      kinds.add(text ? "string" : "binary");
      return List.of();
    }

    String report(EchoClient.Outcome outcome) {
      Frame close = outcome.failed() ? null : outcome.close();
      return "open=%d;error=%d;clean=%d;code=%d;reason=%s;protocol=%s;messages=%s;"
          .formatted(
              outcome.opened() ? 1 : 0,
              outcome.failed() ? 1 : 0,
              close == null ? 0 : 1,
              close == null ? CloseCode.ABNORMAL_CLOSURE : close.closeCode(),
              close == null ? "" : close.closeReason(),
              outcome.subprotocol() == null ? "" : outcome.subprotocol(),
              String.join("+", kinds));
    }
  }
}
