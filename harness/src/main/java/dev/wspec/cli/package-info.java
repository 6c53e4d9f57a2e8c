/** The command line: one class per command, thin clients of {@link dev.wspec.run}. */
@NullMarked
package dev.wspec.cli;

import org.jspecify.annotations.NullMarked;
