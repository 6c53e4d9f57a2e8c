package dev.wspec.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** The head of an HTTP/1.1 response (RFC 9112 §4). */
public record ResponseHead(String version, int status, String reason, Fields fields) {
  public ResponseHead withStatus(int otherStatus, String otherReason) {
    return new ResponseHead(version, otherStatus, otherReason, fields);
  }

  public ResponseHead withFields(Fields otherFields) {
    return new ResponseHead(version, status, reason, otherFields);
  }

  /** The bytes of this head, the empty line included. */
  public byte[] toBytes() {
    StringBuilder text = new StringBuilder(256);
    text.append(version).append(' ').append(status).append(' ').append(reason).append("\r\n");
    return HeadText.finish(text, fields).getBytes(ISO_8859_1);
  }
}
