/** Adapters that make the parsers of well-known libraries fit for fuzzing in this process. */
@NullMarked
package dev.wspec.parsers;

import org.jspecify.annotations.NullMarked;
