/**
 * The suite as JUnit Jupiter tests of one's own server; needs JUnit Jupiter, which it does not
 * bring.
 */
@NullMarked
package dev.wspec.junit;

import org.jspecify.annotations.NullMarked;
