package dev.wspec.conformance.judge;

import dev.wspec.conformance.ScannedFrame;

/** Takes one direction of a connection apart into frames as their octets come. */
public interface FrameSink {

  /** A header is complete; the payload of {@code header} is still empty. */
  void header(ScannedFrame header);

  /** A piece of the current frame's payload, unmasked, valid only during the call. */
  void payload(byte[] octets, int from, int to);

  /** The current frame is complete. */
  void frame(ScannedFrame frame);
}
