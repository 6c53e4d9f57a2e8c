package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.endpoint.EchoServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;

/**
 * What a client says, in pieces, whatever it hears.
 *
 * @param halfCloses whether it ends its side then; otherwise the server has to
 */
record Conversation(List<byte[]> pieces, boolean halfCloses) {
  /** What the server said, and how it ended the connection. */
  record Outcome(String bytes, End end) {}

  enum End {
    CLOSED,
    RESET,
    STILL_OPEN
  }

  /** Has the conversation, and takes a server for hanging that says nothing for so long. */
  Outcome with(EchoServer server, int patienceMillis) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(patienceMillis);
      ByteArrayOutputStream heard = new ByteArrayOutputStream();
      End end = End.RESET;
      try {
        speak(socket);
      } catch (IOException e) {
        // The server has gone already; what it said can still be heard.
      }
      try {
        end = listen(socket.getInputStream(), heard);
      } catch (SocketTimeoutException e) {
        end = End.STILL_OPEN;
      } catch (IOException e) {
        end = End.RESET;
      }
      return new Outcome(heard.toString(ISO_8859_1), end);
    }
  }

  private void speak(Socket socket) throws IOException {
    for (byte[] piece : pieces) {
      socket.getOutputStream().write(piece);
    }
    if (halfCloses) {
      socket.shutdownOutput();
    }
  }

  private static End listen(InputStream in, ByteArrayOutputStream heard) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      heard.write(buffer, 0, count);
    }
    return End.CLOSED;
  }
}
