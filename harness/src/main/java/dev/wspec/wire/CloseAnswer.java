package dev.wspec.wire;

import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.ScannedFrame;

/** The Close frame that answers the subject's (RFC 6455 §5.5.1). */
final class CloseAnswer {

  private static final int PROTOCOL_ERROR = 1002;

  private CloseAnswer() {}

  /** An echo of its code, if that is one that may be sent. */
  static RawFrame to(ScannedFrame close) {
    if (close.payload().length() == 0) {
      return RawFrame.close();
    }
    int code = close.closeCode();
    return RawFrame.close(maySend(code) ? code : PROTOCOL_ERROR);
  }

  /** Codes that may stand in a Close frame (§7.4); 1005 is what a lone octet reads as. */
  private static boolean maySend(int code) {
    return (code >= 1000 && code <= 1003)
        || (code >= 1007 && code <= 1014)
        || (code >= 3000 && code <= 4999);
  }
}
