package dev.wspec.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayBehaviour.Ahead;
import dev.wspec.behaviour.RelayBehaviour.Trait;
import dev.wspec.handshake.HopHead;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** One connection of a client to the reference intermediary. */
final class RelayedConnection implements Runnable {

  private static final int LONGEST_HEAD = 64 << 10;
  private static final int LONGEST_BODY = 1 << 20;
  private static final int PARTING_MILLIS = 100;
  private static final int PATIENCE_MILLIS = 1000;
  private static final String LENGTH = "Content-Length";
  private static final HopHead BAD_REQUEST = HopHead.refusing(400, "Bad Request");

  private final ReverseProxy proxy;
  private final Socket client;
  private final InetSocketAddress address;
  private final RelayBehaviour behaviour;

  /** A head that is not read to its end, and what a client is told of it. */
  private static final class UnreadableHead extends IOException {
    private static final long serialVersionUID = 1;
    private final transient HopHead answer;

    UnreadableHead(HopHead answer) {
      super(answer.first());
      this.answer = answer;
    }
  }

  RelayedConnection(
      ReverseProxy proxy, Socket client, InetSocketAddress address, RelayBehaviour behaviour) {
    this.proxy = proxy;
    this.client = client;
    this.address = address;
    this.behaviour = behaviour;
  }

  @Override
  public void run() {
    try (client) {
      proxy.enlist(client);
      InputStream in = new BufferedInputStream(client.getInputStream(), LONGEST_HEAD);
      while (exchange(in)) {
        // The connection goes on with the next request.
      }
    } catch (IOException e) {
      // One side has gone; closing both tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One request and what comes of it; tells whether another may follow. */
  private boolean exchange(InputStream in) throws IOException, InterruptedException {
    HopHead request;
    try {
      request = HopHead.parse(readHead(in));
    } catch (UnreadableHead e) {
      return decline(e.answer, in);
    }
    if (!behaviour.accepts(request)) {
      return decline(BAD_REQUEST, in);
    }
    byte[] body = in.readNBytes(length(request));
    try (Socket origin = proxy.enlist(new Socket())) {
      origin.connect(address);
      origin.setSoTimeout(behaviour.has(Trait.IMPATIENT) ? PATIENCE_MILLIS : 0);
      OutputStream out = origin.getOutputStream();
      out.write(joined(behaviour.request().apply(request), body));
      InputStream back = new BufferedInputStream(origin.getInputStream(), LONGEST_HEAD);
      if (behaviour.has(Trait.TUNNELS_AT_ONCE)) {
        tunnel(in, origin, back);
        return false;
      }
      return answer(request, in, origin, back);
    }
  }

  /** Answers by itself, and takes no further request. */
  private boolean decline(HopHead answer, InputStream in) throws IOException {
    tell(answer, new byte[0]);
    part(in);
    return false;
  }

  private boolean answer(HopHead request, InputStream in, Socket origin, InputStream back)
      throws IOException, InterruptedException {
    HopHead answer = readAnswer(back);
    if (answer == null) {
      fail(in);
      return false;
    }
    if (behaviour.switching().opens(request, answer)) {
      pass(behaviour.early(), ahead(behaviour.early(), in), origin);
      // Before the client has the 101: what the origin sends once it has is not glued to it.
      byte[] glued = ahead(behaviour.glued(), back);
      if (!behaviour.has(Trait.TELLS_HTTP_1_0_OF_NO_101) || !request.first().endsWith("1.0")) {
        tell(behaviour.answer().apply(answer), new byte[0]);
      }
      if (behaviour.has(Trait.READS_BODY_OF_101)) {
        back.readNBytes(length(answer));
      }
      pass(behaviour.glued(), glued, client);
      origin.setSoTimeout(0);
      tunnel(in, origin, back);
      return false;
    }
    if (answer.status() == 101) {
      fail(in);
      return false;
    }
    return refuse(answer, in, back);
  }

  private boolean refuse(HopHead answer, InputStream in, InputStream back) throws IOException {
    HopHead refusal = behaviour.refusal().apply(answer);
    boolean goesOn = behaviour.has(Trait.KEEPS_ALIVE) && answer.has(LENGTH);
    tell(
        goesOn ? refusal.without("Connection") : refusal,
        behaviour.body().apply(readBody(answer, back)));
    if (!goesOn) {
      part(in);
    }
    return goesOn;
  }

  /** Null if none comes. */
  private @Nullable HopHead readAnswer(InputStream back) throws IOException {
    try {
      while (true) {
        HopHead head = HopHead.parse(readHead(back));
        boolean interim = head.status() / 100 == 1 && head.status() != 101;
        if (head.status() == 0) {
          return null;
        } else if (!interim || behaviour.has(Trait.INTERIM_IS_FINAL)) {
          return head;
        } else if (!behaviour.has(Trait.SKIPS_INTERIM)) {
          tell(head, new byte[0]);
        }
      }
    } catch (IOException e) {
      return null;
    }
  }

  private void fail(InputStream in) throws IOException {
    switch (behaviour.failure()) {
      case BAD_GATEWAY -> tell(HopHead.refusing(502, "Bad Gateway"), new byte[0]);
      case GATEWAY_TIMEOUT -> tell(HopHead.refusing(504, "Gateway Timeout"), new byte[0]);
      case SUCCESS -> tell(HopHead.refusing(200, "OK"), new byte[0]);
      case SWITCHING -> tell(HopHead.refusing(101, "Switching Protocols"), new byte[0]);
      case SILENCE -> in.transferTo(OutputStream.nullOutputStream());
      case END -> {
        return;
      }
    }
    part(in);
  }

  private void tell(HopHead head, byte[] body) throws IOException {
    client.getOutputStream().write(joined(head, body));
  }

  private static byte[] joined(HopHead head, byte[] body) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(head.text().getBytes(ISO_8859_1));
    octets.writeBytes(body);
    return octets.toByteArray();
  }

  /** Shows the client a FIN and reads what it still sends: a reset could eat the answer. */
  private void part(InputStream in) throws IOException {
    client.shutdownOutput();
    client.setSoTimeout(PARTING_MILLIS);
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** What is there already, unless it is left for the tunnel to pass on. */
  private static byte[] ahead(Ahead ahead, InputStream in) throws IOException {
    return ahead == Ahead.PASSED ? new byte[0] : in.readNBytes(in.available());
  }

  private static void pass(Ahead ahead, byte[] octets, Socket to) throws IOException {
    if (ahead == Ahead.DOUBLED) {
      to.getOutputStream().write(octets);
      to.getOutputStream().write(octets);
    }
  }

  private void tunnel(InputStream in, Socket origin, InputStream back)
      throws InterruptedException, IOException {
    TunnelEnd end = new TunnelEnd(proxy, behaviour);
    Thread forth =
        ReverseProxy.daemon(
            new Pump(behaviour, end, client, in, origin, behaviour.toOrigin().get()));
    end.watch(origin);
    new Pump(behaviour, end, origin, back, client, behaviour.toClient().get()).run();
    forth.join();
  }

  private static int length(HopHead head) {
    return head.all(LENGTH).stream()
        .findFirst()
        .map(value -> Math.min(LONGEST_BODY, Integer.parseInt(value)))
        .orElse(0);
  }

  private static byte[] readBody(HopHead answer, InputStream back) throws IOException {
    if (!answer.has("Transfer-Encoding")) {
      return back.readNBytes(length(answer));
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (!body.toString(ISO_8859_1).endsWith("0\r\n\r\n") && body.size() < LONGEST_HEAD) {
      int octet = back.read();
      if (octet < 0) {
        break;
      }
      body.write(octet);
    }
    return body.toByteArray();
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("no whole head");
      } else if (head.size() == LONGEST_HEAD) {
        throw new UnreadableHead(HopHead.refusing(431, "Request Header Fields Too Large"));
      } else if (octet == '\n' && matched % 2 == 0) {
        throw new UnreadableHead(BAD_REQUEST); // RFC 9112 §2.2 allows, but does not ask, to take it
      }
      head.write(octet);
      matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
    }
    return head.toString(ISO_8859_1);
  }
}
