import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

public final class EchoServer extends WebSocketServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final int MAX_MESSAGE = 64 << 20;

  private EchoServer(int port) {
    super(
        new InetSocketAddress(HOST, port),
        List.of(
            new Draft_6455(
                List.of(new PerMessageDeflateExtension()),
                List.of(new Protocol("")),
                MAX_MESSAGE)));
    setReuseAddr(true);
  }

  @Override
  public void onStart() {}

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {}

  @Override
  public void onMessage(WebSocket socket, String message) {
    socket.send(message);
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer message) {
    socket.send(message);
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket socket, Exception error) {
    System.err.println(error);
  }

  public static void main(String[] args) {
    new EchoServer(Integer.parseInt(args[0])).run();
  }
}
