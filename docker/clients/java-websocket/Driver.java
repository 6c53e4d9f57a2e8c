import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ServerHandshake;

/** Goes through all cases of a fuzzing server with the client of Java-WebSocket. */
public final class Driver {
  private static final String AGENT = "Java-WebSocket";

  public static void main(String[] args) throws InterruptedException {
    String server = args[0];
    int count = Integer.parseInt(visit(server + "/getCaseCount", false));
    for (int i = 1; i <= count; i++) {
      visit(server + "/runCase?case=" + i + "&agent=" + AGENT, true);
    }
    visit(server + "/updateReports?agent=" + AGENT, false);
    System.exit(0);
  }

  private static String visit(String url, boolean echo) throws InterruptedException {
    StringBuilder said = new StringBuilder();
    WebSocketClient client =
        new WebSocketClient(
            URI.create(url), new Draft_6455(new PerMessageDeflateExtension()), Map.of(), 5000) {
          @Override
          public void onOpen(ServerHandshake handshake) {}

          @Override
          public void onMessage(String message) {
            if (echo) {
              send(message);
            } else {
              said.append(message);
            }
          }

          @Override
          public void onMessage(ByteBuffer message) {
            send(message);
          }

          @Override
          public void onClose(int code, String reason, boolean remote) {}

          @Override
          public void onError(Exception e) {}
        };
    client.connectBlocking();
    while (!client.isClosed()) {
      Thread.sleep(1);
    }
    return said.toString();
  }
}
