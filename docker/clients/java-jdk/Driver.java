import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Goes through all cases of a fuzzing server with java.net.http.WebSocket. */
public final class Driver {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String AGENT = "java.net.http-" + Runtime.version().feature();

  public static void main(String[] args) {
    String server = args[0];
    int count = Integer.parseInt(visit(server + "/getCaseCount", false));
    for (int i = 1; i <= count; i++) {
      visit(server + "/runCase?case=" + i + "&agent=" + AGENT, true);
    }
    visit(server + "/updateReports?agent=" + AGENT, false);
  }

  private static String visit(String url, boolean echo) {
    Listener listener = new Listener(echo);
    try {
      HTTP.newWebSocketBuilder().buildAsync(URI.create(url), listener).join();
      listener.over.join();
    } catch (CompletionException e) {
      return listener.said.toString();
    }
    return listener.said.toString();
  }

  private static final class Listener implements WebSocket.Listener {
    final CompletableFuture<Void> over = new CompletableFuture<>();
    final StringBuilder said = new StringBuilder();
    final boolean echo;

    Listener(boolean echo) {
      this.echo = echo;
    }

    @Override
    public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      if (!echo) {
        said.append(data);
        ws.request(1);
        return null;
      }
      return ws.sendText(data, last).thenRun(() -> ws.request(1));
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket ws, ByteBuffer data, boolean last) {
      return ws.sendBinary(data, last).thenRun(() -> ws.request(1));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
      over.complete(null);
      return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
      over.complete(null);
    }
  }
}
