import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;

/** Says a few things to an echo server, awaits each of them, and ends with 1000. */
final class Talk implements WebSocket.Listener {

  private final SynchronousQueue<String> whole = new SynchronousQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);

  public static void main(String[] args) throws Exception {
    Talk talk = new Talk();
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(args[0]), talk).join();
    socket.sendPing(ByteBuffer.wrap("are you there?".getBytes())).join();
    talk.whole.take();
    for (String text : new String[] {"hello", "", "grüße, 世界, 🎉", "long ".repeat(14000)}) {
      socket.sendText(text, true).join();
      talk.whole.take();
    }
    for (int size : new int[] {300, 70000}) {
      socket.sendBinary(ByteBuffer.wrap(new byte[size]), true).join();
      talk.whole.take();
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "that was all").join();
    talk.end.await();
  }

  private CompletionStage<?> came(WebSocket socket, boolean last) {
    return java.util.concurrent.CompletableFuture.runAsync(
        () -> {
          try {
            if (last) {
              whole.put("");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          socket.request(1);
        });
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    return came(socket, last);
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    return came(socket, last);
  }

  @Override
  public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    return came(socket, true);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    end.countDown();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    System.err.println(error);
    System.exit(1);
  }
}
