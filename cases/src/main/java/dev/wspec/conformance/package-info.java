/**
 * What is asked of a subject and how its answers are judged. Nothing here does I/O: a case is a
 * story told to a {@link dev.wspec.conformance.Wire} and some questions about the {@link
 * dev.wspec.conformance.Transcript}.
 */
@NullMarked
package dev.wspec.conformance;

import org.jspecify.annotations.NullMarked;
