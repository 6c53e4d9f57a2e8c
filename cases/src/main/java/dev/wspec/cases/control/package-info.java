/** Cases about Ping and Pong and the limits of control frames (RFC 6455 §5.5). */
@NullMarked
package dev.wspec.cases.control;

import org.jspecify.annotations.NullMarked;
