package dev.wspec.wire;

import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.ScannedFrame;
import java.util.List;

/**
 * What is kept of a connection that a subject made.
 *
 * @param frames the masked ones that it sent, without their payloads; the first few of them
 */
public record PastVisit(RawRequest request, RawResponse response, List<ScannedFrame> frames) {

  /** Frames that are kept of one connection. */
  static final int FRAMES = 8;

  public PastVisit {
    frames = List.copyOf(frames);
  }
}
