/** Cases about long streams: nothing is lost, doubled, altered or put in another order. */
@NullMarked
package dev.wspec.cases.streaming;

import org.jspecify.annotations.NullMarked;
