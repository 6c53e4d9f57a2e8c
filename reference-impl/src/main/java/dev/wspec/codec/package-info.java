/**
 * Frames and messages from bytes and back, without I/O: strict, for both roles (RFC 6455 §5-§8, RFC
 * 7692 §7).
 *
 * <p>Received bytes go through {@link dev.wspec.codec.FrameDecoder}, which yields slices of frames
 * in place, and {@link dev.wspec.codec.MessageAssembler}, which makes messages of them.
 */
@NullMarked
package dev.wspec.codec;

import org.jspecify.annotations.NullMarked;
