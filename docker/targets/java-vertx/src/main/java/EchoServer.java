import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;

public final class EchoServer {
  private static final String HOST = System.getenv().getOrDefault("HOST", "127.0.0.1");
  private static final int MAX_MESSAGE = 64 << 20;

  private static void echo(ServerWebSocket socket) {
    socket.textMessageHandler(socket::writeTextMessage);
    socket.binaryMessageHandler(socket::writeBinaryMessage);
  }

  public static void main(String[] args) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxWebSocketFrameSize(MAX_MESSAGE)
            .setMaxWebSocketMessageSize(MAX_MESSAGE);
    Vertx.vertx()
        .createHttpServer(options)
        .webSocketHandler(EchoServer::echo)
        .listen(Integer.parseInt(args[0]), HOST)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
