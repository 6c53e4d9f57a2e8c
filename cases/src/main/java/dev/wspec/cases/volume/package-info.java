/** Much data: large messages, many messages, much of it compressed. Asked on request. */
@NullMarked
package dev.wspec.cases.volume;

import org.jspecify.annotations.NullMarked;
