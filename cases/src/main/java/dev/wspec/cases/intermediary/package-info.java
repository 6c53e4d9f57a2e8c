/** Cases that an intermediary is asked from both its sides. */
@NullMarked
package dev.wspec.cases.intermediary;

import org.jspecify.annotations.NullMarked;
