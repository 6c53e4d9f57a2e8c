/** Cases about text messages and UTF-8 (RFC 6455 §5.6, §8.1; RFC 3629). */
@NullMarked
package dev.wspec.cases.text;

import org.jspecify.annotations.NullMarked;
