/** Several targets, started, tested and put side by side. */
@NullMarked
package dev.wspec.compare;

import org.jspecify.annotations.NullMarked;
