/** Cases about closing a connection (RFC 6455 §5.5.1, §7). */
@NullMarked
package dev.wspec.cases.closing;

import org.jspecify.annotations.NullMarked;
