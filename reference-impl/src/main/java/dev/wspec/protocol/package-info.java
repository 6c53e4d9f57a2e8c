/** What the WebSocket protocol is made of: values only, no behaviour (RFC 6455). */
@NullMarked
package dev.wspec.protocol;

import org.jspecify.annotations.NullMarked;
