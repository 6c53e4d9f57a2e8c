/** Cases about connections that are slow, break off or misbehave beside others. */
@NullMarked
package dev.wspec.cases.liveness;

import org.jspecify.annotations.NullMarked;
