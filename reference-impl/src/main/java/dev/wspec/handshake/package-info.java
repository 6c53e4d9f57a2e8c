/**
 * The opening handshake, without I/O: HTTP/1.1 heads, the rules a request and a response keep, and
 * what is agreed on (RFC 6455 §4 and §9, RFC 7692 §7.1).
 *
 * <p>Everything is strict unless {@link dev.wspec.handshake.HandshakeBehaviour} says otherwise.
 */
@NullMarked
package dev.wspec.handshake;

import org.jspecify.annotations.NullMarked;
