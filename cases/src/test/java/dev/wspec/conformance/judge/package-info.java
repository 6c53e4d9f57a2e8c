@NullMarked
package dev.wspec.conformance.judge;

import org.jspecify.annotations.NullMarked;
