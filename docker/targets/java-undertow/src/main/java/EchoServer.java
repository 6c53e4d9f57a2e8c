import static io.undertow.Handlers.websocket;

import io.undertow.Undertow;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.extensions.PerMessageDeflateHandshake;
import java.nio.ByteBuffer;
import org.xnio.Pooled;

public final class EchoServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final int MAX_MESSAGE = 64 << 20;

  private static final class Echo extends AbstractReceiveListener {
    @Override
    protected long getMaxTextBufferSize() {
      return MAX_MESSAGE;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
      return MAX_MESSAGE;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      WebSockets.sendText(message.getData(), channel, null);
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
      try (Pooled<ByteBuffer[]> data = message.getData()) {
        WebSockets.sendBinary(WebSockets.mergeBuffers(data.getResource()), channel, null);
      }
    }
  }

  public static void main(String[] args) {
    // As the default extension, but for the largest message that it takes.
    PerMessageDeflateHandshake deflate =
        new PerMessageDeflateHandshake(
            false, PerMessageDeflateHandshake.DEFAULT_DEFLATER, true, true, MAX_MESSAGE);
    Undertow.builder()
        .addHttpListener(Integer.parseInt(args[0]), HOST)
        .setHandler(
            websocket(
                    (exchange, channel) -> {
                      channel.getReceiveSetter().set(new Echo());
                      channel.resumeReceives();
                    })
                .addExtension(deflate))
        .build()
        .start();
  }
}
