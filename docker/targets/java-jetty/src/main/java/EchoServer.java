import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketMessage;
import org.eclipse.jetty.websocket.api.annotations.WebSocket;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

public final class EchoServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final long MAX_MESSAGE = 64 << 20;

  @WebSocket
  public static final class Echo {
    @OnWebSocketMessage
    public void onText(Session session, String message) {
      session.sendText(message, Callback.NOOP);
    }

    @OnWebSocketMessage
    public void onBinary(Session session, ByteBuffer message, Callback callback) {
      session.sendBinary(message, callback);
    }
  }

  public static void main(String[] args) throws Exception {
    Server server = new Server(new InetSocketAddress(HOST, Integer.parseInt(args[0])));
    server.setHandler(
        WebSocketUpgradeHandler.from(
            server,
            container -> {
              container.setMaxTextMessageSize(MAX_MESSAGE);
              container.setMaxBinaryMessageSize(MAX_MESSAGE);
              container.addMapping("/*", (request, response, callback) -> new Echo());
            }));
    server.start();
    server.join();
  }
}
