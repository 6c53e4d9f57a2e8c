package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.handshake.AcceptKey;
import dev.wspec.handshake.DeflateOffer;
import dev.wspec.handshake.Extension;
import dev.wspec.handshake.ExtensionList;
import dev.wspec.handshake.Field;
import dev.wspec.handshake.Fields;
import dev.wspec.handshake.HandshakeBehaviour;
import dev.wspec.handshake.HandshakeBehaviour.Acceptance;
import dev.wspec.handshake.HandshakeBehaviour.DeflateAnswer;
import dev.wspec.handshake.HandshakeBehaviour.DeflateChoice;
import dev.wspec.handshake.HandshakeBehaviour.Demand;
import dev.wspec.handshake.HandshakeBehaviour.Refusal;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.RequestHead;
import dev.wspec.handshake.ResponseHead;
import dev.wspec.protocol.DeflateParameters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to answer the opening handshake other than as it should be, or as it is usual. */
final class Responses {
  static final String ACCEPT = "Sec-WebSocket-Accept";
  static final String PROTOCOL = "Sec-WebSocket-Protocol";

  private static final Refusal USUAL = HandshakeBehaviour.CONFORMING.refusal();

  private Responses() {}

  /** Accepts with other fields. */
  static Acceptance fields(UnaryOperator<Fields> change) {
    return (request, head) -> head.withFields(change.apply(head.fields())).toBytes();
  }

  /** Accepts with another value of Sec-WebSocket-Accept. */
  static Acceptance accept(Function<String, String> ofKey) {
    return (request, head) -> {
      String key = request.fields().first("Sec-WebSocket-Key");
      return head.withFields(head.fields().with(ACCEPT, ofKey.apply(key == null ? "" : key)))
          .toBytes();
    };
  }

  /** The answer of a server that hashes the nonce instead of the text of the key. */
  static String answerToDecoded(String key) {
    byte[] nonce = AcceptKey.decodedLength(key) < 0 ? new byte[0] : Base64.getDecoder().decode(key);
    return AcceptKey.answer(new String(nonce, ISO_8859_1));
  }

  /** Accepts with names written otherwise. */
  static Acceptance names(UnaryOperator<String> change) {
    return fields(
        fields ->
            new Fields(
                fields.list().stream()
                    .map(f -> new Field(change.apply(f.name()), f.value()))
                    .toList()));
  }

  /** Accepts with values written otherwise. */
  static Acceptance values(UnaryOperator<String> change) {
    return fields(
        fields ->
            new Fields(
                fields.list().stream()
                    .map(f -> new Field(f.name(), change.apply(f.value())))
                    .toList()));
  }

  /** Accepts with other text. */
  static Acceptance text(UnaryOperator<String> change) {
    return (request, head) ->
        change.apply(new String(head.toBytes(), ISO_8859_1)).getBytes(ISO_8859_1);
  }

  /** Accepts with the first field {@code name} of the request, as it stands there. */
  static Acceptance sendingBack(String name) {
    return (request, head) -> {
      String asked = request.fields().first(name);
      return (asked == null ? head : head.withFields(head.fields().with(name, asked))).toBytes();
    };
  }

  static Fields repeated(Fields fields, String name, String value, int count) {
    Fields more = fields;
    for (int i = 0; i < count; i++) {
      more = more.and(name + "-" + i, value);
    }
    return more;
  }

  static byte[] chunked(ResponseHead head, String body) {
    String chunks = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    Fields fields = head.fields().and("Transfer-Encoding", "chunked");
    return Payloads.joined(
        head.withFields(fields).toBytes(),
        (body.isEmpty() ? "0\r\n\r\n" : chunks).getBytes(ISO_8859_1));
  }

  static byte[] untilTheEnd(ResponseHead head, String body) {
    return Payloads.joined(head.toBytes(), body.getBytes(ISO_8859_1));
  }

  static Fields reversed(Fields fields) {
    List<Field> list = new ArrayList<>(fields.list());
    Collections.reverse(list);
    return new Fields(list);
  }

  /** Refuses with another status and what that needs besides. */
  static Refusal status(int status, String reason, String... more) {
    return (head, body) -> {
      Fields fields = head.fields().without("Allow");
      for (Field field : Fields.of(more).list()) {
        fields = fields.with(field.name(), field.value());
      }
      return USUAL.bytes(head.withStatus(status, reason).withFields(fields), body);
    };
  }

  /** Refuses with other fields. */
  static Refusal refusalFields(UnaryOperator<Fields> change) {
    return (head, body) -> USUAL.bytes(head.withFields(change.apply(head.fields())), body);
  }

  static Refusal body(String other) {
    return (head, body) -> USUAL.bytes(head, other);
  }

  /** Refuses requests, with 400, for which {@code condition} does not hold. */
  static Demand demand(String sentence, Predicate<RequestHead> condition) {
    return request -> {
      if (!condition.test(request)) {
        throw new HandshakeViolation(sentence);
      }
    };
  }

  /** Grants the first valid offer, answered and gone by otherwise. */
  static DeflateChoice granting(
      UnaryOperator<DeflateParameters> terms, UnaryOperator<String> field) {
    return offers -> {
      for (Extension extension : offers.extensions()) {
        DeflateOffer offer = DeflateOffer.of(extension);
        if (offer != null) {
          DeflateParameters granted = terms.apply(offer.granted());
          return new DeflateAnswer(granted, field.apply(offer.answer(granted).toString()));
        }
      }
      return null;
    };
  }

  /** Grants the last valid offer instead of the first. */
  static @Nullable DeflateAnswer lastOffer(ExtensionList offers) {
    DeflateAnswer last = null;
    for (Extension extension : offers.extensions()) {
      DeflateOffer offer = DeflateOffer.of(extension);
      if (offer != null) {
        last = new DeflateAnswer(offer.granted(), offer.answer(offer.granted()).toString());
      }
    }
    return last;
  }

  /** Grants offers that are to be declined, if {@code condition} holds for what is wrong. */
  static DeflateChoice careless(Predicate<Extension> condition) {
    return offers -> {
      DeflateAnswer right = DeflateChoice.FIRST_VALID_OFFER.answer(offers);
      return right == null && anyDeflate(offers, condition) ? plain() : right;
    };
  }

  private static boolean anyDeflate(ExtensionList offers, Predicate<Extension> condition) {
    return offers.extensions().stream()
        .anyMatch(e -> e.name().equals(DeflateOffer.NAME) && condition.test(e));
  }

  static DeflateAnswer plain() {
    return new DeflateAnswer(DeflateParameters.DEFAULT, DeflateOffer.NAME);
  }

  static boolean hasUnknownParameter(Extension extension) {
    return extension.parameters().stream().anyMatch(p -> !isKnown(p.name()));
  }

  static boolean hasOddValue(Extension extension) {
    return !hasUnknownParameter(extension) && !hasRepetition(extension);
  }

  static boolean hasRepetition(Extension extension) {
    long distinct =
        extension.parameters().stream().map(Extension.Parameter::name).distinct().count();
    return distinct < extension.parameters().size();
  }

  private static boolean isKnown(String name) {
    return name.matches("(server|client)_(no_context_takeover|max_window_bits)");
  }

  /** Fails the handshake over an offer that it should only decline. */
  static void failOverBadOffer(RequestHead request) throws HandshakeViolation {
    ExtensionList offers = ExtensionList.of(request.fields());
    if (anyDeflate(offers, e -> DeflateOffer.of(e) == null)) {
      throw new HandshakeViolation("An offer of permessage-deflate is not valid");
    }
  }

  /** The smallest windows the client puts up with. */
  static @Nullable DeflateAnswer smallWindows(ExtensionList offers) {
    for (Extension extension : offers.extensions()) {
      DeflateOffer offer = DeflateOffer.of(extension);
      if (offer != null) {
        int client =
            offer.clientMaxWindowBits() == 0 ? 15 : Math.min(9, offer.clientMaxWindowBits());
        int server =
            offer.serverMaxWindowBits() == 0 ? 9 : Math.min(9, offer.serverMaxWindowBits());
        DeflateParameters terms =
            new DeflateParameters(
                offer.serverNoContextTakeover(), offer.clientNoContextTakeover(), server, client);
        return new DeflateAnswer(terms, offer.answer(terms).toString());
      }
    }
    return null;
  }
}
