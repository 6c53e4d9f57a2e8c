package dev.wspec.endpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.HeadReader;
import dev.wspec.handshake.HeadRule;
import dev.wspec.handshake.ServerNegotiation;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a request of which a part has come, as if that were all (against RFC 9110 §5.3). */
final class Hasty {
  private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

  private final Set<HeadRule> waived;
  private final ServerNegotiation negotiation;
  private final ByteArrayOutputStream soFar = new ByteArrayOutputStream();

  Hasty(Set<HeadRule> waived, ServerNegotiation negotiation) {
    this.waived = waived;
    this.negotiation = negotiation;
  }

  /** The answer that accepts what has come with these further bytes; null if nothing does. */
  ServerNegotiation.@Nullable Answer answer(byte[] bytes, int length) {
    soFar.write(bytes, 0, length);
    byte[] head = soFar.toByteArray();
    HeadReader reader = new HeadReader(waived);
    try {
      reader.accept(head, 0, head.length);
      reader.accept(END, 0, END.length);
      ServerNegotiation.Answer answer = negotiation.answer(reader.request());
      return answer.agreement() == null ? null : answer;
    } catch (HandshakeViolation e) {
      return null;
    }
  }
}
