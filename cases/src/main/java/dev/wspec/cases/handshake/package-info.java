/**
 * What a server does with opening handshakes, sound, odd and broken (RFC 6455 §4.2 and the parts of
 * RFC 9110 and RFC 9112 that an upgrade touches).
 */
@NullMarked
package dev.wspec.cases.handshake;

import org.jspecify.annotations.NullMarked;
