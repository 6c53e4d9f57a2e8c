package dev.wspec.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.RawResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one head of the opening handshake, bounded, and a bit of what follows it. */
final class HeadReader {

  /** Octets of a head, interim responses included. */
  static final int LIMIT = 64 << 10;

  private static final int BODY_KEPT = 4096;

  /** How long what does not even begin like HTTP, or a body without a length, may pause. */
  private static final long SILENCE_MILLIS = 250;

  private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/'};

  private final Channel channel;
  private byte[] octets = new byte[1024];
  private int length;
  private int headStart;
  private int headEnd = -1;

  HeadReader(Channel channel) {
    this.channel = channel;
  }

  /** Reads to the end of the head of the final response; null if that was found, else why not. */
  @Nullable How readHead() {
    while (true) {
      headEnd = findEnd(headStart);
      if (headEnd >= 0 && isInterim()) {
        headStart = headEnd;
      } else if (headEnd >= 0) {
        return null;
      } else if (length - headStart >= LIMIT) {
        return How.LIMIT;
      } else {
        boolean http = beginsLikeHttp();
        if (!readMore(http ? Long.MAX_VALUE : SILENCE_MILLIS)) {
          How end = channel.end();
          return end == null ? How.LEFT : end;
        }
      }
    }
  }

  /** Reads to the end of the head of a request; null if that was found, else why not. */
  @Nullable How readRequestHead() {
    while (true) {
      headEnd = findEnd(0);
      if (headEnd >= 0) {
        return null;
      } else if (length >= LIMIT) {
        return How.LIMIT;
      } else if (!readMore(Long.MAX_VALUE)) {
        How end = channel.end();
        return end == null ? How.LEFT : end;
      }
    }
  }

  /** Whether something was read; without it the channel has ended or the time is over. */
  private boolean readMore(long millis) {
    int count = channel.read(millis);
    if (count == 0) {
      return false;
    }
    if (length + count > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(length + count, 2 * octets.length));
    }
    System.arraycopy(channel.buffer(), 0, octets, length, count);
    length += count;
    return true;
  }

  private boolean beginsLikeHttp() {
    int count = Math.min(length - headStart, HTTP.length);
    return Arrays.equals(octets, headStart, headStart + count, HTTP, 0, count);
  }

  /** The offset behind the first empty line, ended by CRLF or by a bare LF, or -1. */
  private int findEnd(int from) {
    for (int i = from + 1; i < length; i++) {
      if (octets[i] == '\n'
          && (octets[i - 1] == '\n'
              || (i >= from + 2 && octets[i - 1] == '\r' && octets[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    return -1;
  }

  /** 100 Continue, 103 Early Hints and their like come before the response proper. */
  private boolean isInterim() {
    int status = RawResponse.parse(head(), "").status();
    return status >= 100 && status < 200 && status != 101;
  }

  /** The head that was found. */
  String head() {
    return new String(octets, headStart, headEnd - headStart, ISO_8859_1);
  }

  /** All that came, for want of a head. */
  byte[] octets() {
    return Arrays.copyOf(octets, length);
  }

  /** What came behind the head. */
  byte[] following() {
    return Arrays.copyOfRange(octets, headEnd, length);
  }

  /** The beginning of the body of a refusal, as much as its length says or comes without pause. */
  String readBody(RawResponse response) {
    int wanted = BODY_KEPT;
    Optional<String> declared = response.field("Content-Length");
    if (response.status() == 204 || response.status() == 304) {
      wanted = 0;
    } else if (declared.isPresent() && declared.get().matches("\\d{1,9}")) {
      wanted = Math.min(wanted, Integer.parseInt(declared.get()));
    }
    while (length - headEnd < wanted && !lastChunkCame(response)) {
      if (!readMore(SILENCE_MILLIS)) {
        break;
      }
    }
    return new String(octets, headEnd, Math.min(BODY_KEPT, length - headEnd), ISO_8859_1);
  }

  private boolean lastChunkCame(RawResponse response) {
    String coding = response.field("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT);
    return coding.endsWith("chunked")
        && new String(octets, headEnd, length - headEnd, ISO_8859_1).endsWith("0\r\n\r\n");
  }
}
