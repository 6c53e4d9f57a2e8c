/**
 * An established connection, without I/O: bytes in, messages and control frames out, and back (RFC
 * 6455 §5 to §8).
 */
@NullMarked
package dev.wspec.session;

import org.jspecify.annotations.NullMarked;
