package dev.wspec.behaviour;

import dev.wspec.codec.FrameEncoder;
import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.Field;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.ResponseHead;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Role;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of a client's behaviour that replace one strategy each. */
final class ClientChanges {
  static final String ACCEPT = "Sec-WebSocket-Accept";
  static final String PROTOCOL = "Sec-WebSocket-Protocol";
  static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  static final Set<String> USUAL = Set.of("Upgrade", "Connection", ACCEPT, PROTOCOL, EXTENSIONS);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final Random CHANCE = new Random();

  private ClientChanges() {}

  static UnaryOperator<ClientBehaviour> asking(UnaryOperator<RequestHead> request) {
    return b -> b.asking(request);
  }

  static UnaryOperator<ClientBehaviour> fields(UnaryOperator<Fields> fields) {
    return asking(
        r -> new RequestHead(r.method(), r.target(), r.version(), fields.apply(r.fields())));
  }

  static UnaryOperator<ClientBehaviour> target(UnaryOperator<String> target) {
    return asking(
        r -> new RequestHead(r.method(), target.apply(r.target()), r.version(), r.fields()));
  }

  /** Makes something else of what was agreed of permessage-deflate. */
  static UnaryOperator<ClientBehaviour> agreed(UnaryOperator<DeflateParameters> change) {
    return b -> b.common(Changes.parameters(change));
  }

  static UnaryOperator<ClientBehaviour> keyed(Supplier<String> key) {
    return b -> b.keyed(key);
  }

  static UnaryOperator<ClientBehaviour> reading(ClientBehaviour.Reading reading) {
    return b -> b.reading(reading);
  }

  static UnaryOperator<ClientBehaviour> waiving(HeadRule rule) {
    return b -> b.waiving(rule);
  }

  static UnaryOperator<ClientBehaviour> stopping() {
    return ClientBehaviour::stoppingAtInterim;
  }

  /** Draws the masking keys of each connection from a source of its own. */
  static UnaryOperator<ClientBehaviour> masking(Supplier<IntSupplier> keys) {
    return b -> {
      Map<FrameEncoder, FrameEncoder> encoders = new WeakHashMap<>();
      return b.common(
          c ->
              c.sending(
                  s ->
                      s.with(
                          (frame, usual, output) -> {
                            FrameEncoder odd;
                            synchronized (encoders) {
                              odd =
                                  encoders.computeIfAbsent(
                                      usual, e -> new FrameEncoder(Role.CLIENT, keys.get()));
                            }
                            output.append(odd.encode(frame));
                          })));
    };
  }

  static IntSupplier seeded() {
    return new Random(42)::nextInt;
  }

  static IntSupplier smallNumbers() {
    return () -> CHANCE.nextInt(1 << 16);
  }

  static IntSupplier constant() {
    return () -> 0x37FA213D;
  }

  static ResponseHead fieldsIf(
      ResponseHead response, Predicate<Fields> condition, UnaryOperator<Fields> change) {
    return condition.test(response.fields())
        ? response.withFields(change.apply(response.fields()))
        : response;
  }

  /** All that a right answer has. */
  static ResponseHead completed(ResponseHead response, String key) {
    return new ResponseHead(
        "HTTP/1.1",
        101,
        "",
        Fields.of("Upgrade", "websocket", "Connection", "Upgrade", ACCEPT, AcceptKey.answer(key)));
  }

  static boolean begins(@Nullable String value, String beginning) {
    return value != null
        && value.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
  }

  static boolean contains(@Nullable String value, String part) {
    return value != null && value.toLowerCase(Locale.ROOT).contains(part);
  }

  static List<Field> prepended(Fields fields) {
    List<Field> list = new ArrayList<>();
    list.add(new Field(" folded", "line"));
    list.addAll(fields.list());
    return list;
  }

  static byte[] octets(int count) {
    byte[] octets = new byte[count];
    CHANCE.nextBytes(octets);
    return octets;
  }

  static String random(int count) {
    return Base64.getEncoder().encodeToString(octets(count));
  }

  static String hex(int count) {
    return HexFormat.of().formatHex(octets(count));
  }

  static String counted() {
    byte[] octets = new byte[16];
    long number = COUNT.incrementAndGet();
    for (int i = 0; i < 4; i++) {
      octets[15 - i] = (byte) (number >> 8 * i);
    }
    return Base64.getEncoder().encodeToString(octets);
  }

  static String fewBits() {
    byte[] octets = new byte[16];
    octets[0] = (byte) CHANCE.nextInt(4);
    return Base64.getEncoder().encodeToString(octets);
  }
}
