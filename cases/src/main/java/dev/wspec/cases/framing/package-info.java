/** Cases about the frame's header and how frames lie in the stream (RFC 6455 §5.2, §6.2). */
@NullMarked
package dev.wspec.cases.framing;

import org.jspecify.annotations.NullMarked;
