/** Cases about sizes and numbers that a server may bound (RFC 6455 §10.4). */
@NullMarked
package dev.wspec.cases.limits;

import org.jspecify.annotations.NullMarked;
