import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;

public final class EchoServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final int MAX_FRAME = 64 << 20;

  /** Sends back fragment for fragment. */
  private static final class Echo implements WsListener {
    @Override
    public void onMessage(WsSession session, String text, boolean last) {
      session.send(text, last);
    }

    @Override
    public void onMessage(WsSession session, BufferData octets, boolean last) {
      session.send(octets, last);
    }
  }

  public static void main(String[] args) {
    WebServer.builder()
        .host(HOST)
        .port(Integer.parseInt(args[0]))
        .addProtocol(WsConfig.builder().maxFrameLength(MAX_FRAME).build())
        .addRouting(WsRouting.builder().endpoint("/*", Echo::new))
        .build()
        .start();
  }
}
