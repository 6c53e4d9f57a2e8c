/** Cases about masking keys, and frames masked by the wrong side (RFC 6455 §5.1, §5.3). */
@NullMarked
package dev.wspec.cases.masking;

import org.jspecify.annotations.NullMarked;
