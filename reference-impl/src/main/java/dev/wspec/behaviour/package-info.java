/**
 * Servers that are wrong, or unusual, on purpose: the yardstick for a suite that has to notice the
 * one and to put up with the other.
 */
@NullMarked
package dev.wspec.behaviour;

import org.jspecify.annotations.NullMarked;
