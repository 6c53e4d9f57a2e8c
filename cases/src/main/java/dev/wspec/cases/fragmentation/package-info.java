/** Cases about messages in several frames (RFC 6455 §5.4). */
@NullMarked
package dev.wspec.cases.fragmentation;

import org.jspecify.annotations.NullMarked;
