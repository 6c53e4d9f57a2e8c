package dev.wspec.wire;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.judge.ConnectionRecorder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One opening handshake as a client, ordinary or bent (RFC 6455 §4.1). */
final class Opening {

  private final Play play;
  private final ConnectionRecorder recorder;
  private final Dialer dialer;
  private final RawRequest ordinary;
  private RawRequest request;

  Opening(Play play, ConnectionRecorder recorder, Contact.Dialing contact) {
    this.play = play;
    this.recorder = recorder;
    dialer = contact.dialer();
    ordinary = contact.request().apply(play.own());
    request = ordinary;
  }

  /** Connects; null if that fails, and then the record tells why. */
  @Nullable Channel dial() {
    try {
      Carrier carrier = dialer.dial(play.deadline(), play.watchdog());
      return new Channel(carrier, play.deadline(), play.watchdog(), play.settings().budget());
    } catch (DialFailure e) {
      recorder.note(String.valueOf(e.getMessage()));
      recorder.ended(e.kind() == DialFailure.Kind.TIMED_OUT ? How.DEADLINE : How.RESET);
      return null;
    }
  }

  /** Sends the request. */
  void ask(Channel channel, UnaryOperator<RawRequest> bend) {
    request = bend.apply(ordinary);
    channel.write(request.toBytes(), request.segmentation());
  }

  /**
   * Reads the answer; null if that is a 101, else how it ended.
   *
   * @param between whether this is an end of a relay, where a 101 to something else than an upgrade
   *     to WebSocket counts as a refusal: what follows it are no frames
   */
  @Nullable How hear(Channel channel, boolean between) {
    boolean bent = !request.equals(ordinary);
    HeadReader reader = new HeadReader(channel);
    How failed = reader.readHead();
    if (failed != null) {
      tellOfNoHead(reader.octets());
      recorder.refused(request, null, bent);
      return failed;
    }
    RawResponse response = RawResponse.parse(reader.head(), "");
    boolean other =
        between
            && !(request.field("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent()
                && response.hasToken("Upgrade", "websocket"));
    if (response.status() != 101 || other) {
      recorder.refused(request, RawResponse.parse(reader.head(), reader.readBody(response)), bent);
      How end = channel.end();
      return end == null ? How.LEFT : end;
    }
    recorder.opened(request, response);
    byte[] glued = new byte[request.following().size()];
    for (int i = 0; i < glued.length; i++) {
      glued[i] = request.following().get(i);
    }
    recorder.sent(glued, 0, glued.length);
    byte[] following = reader.following();
    recorder.received(following, 0, following.length);
    return null;
  }

  private void tellOfNoHead(byte[] octets) {
    if (octets.length > 0) {
      recorder.malformed(
          false,
          Payload.whole(Arrays.copyOf(octets, Math.min(octets.length, Payload.KEPT))),
          "no response head within " + octets.length + " octets");
    }
  }
}
