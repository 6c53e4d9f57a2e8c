/** Traffic between a client and a server that are not ours: seen, put together and judged. */
@NullMarked
package dev.wspec.traffic;

import org.jspecify.annotations.NullMarked;
