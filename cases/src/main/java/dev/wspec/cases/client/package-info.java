/** Cases about the opening handshake as a client has to perform it (RFC 6455 §4.1, RFC 7692 §7). */
@NullMarked
package dev.wspec.cases.client;

import org.jspecify.annotations.NullMarked;
