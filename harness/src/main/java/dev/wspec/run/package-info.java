/** Runs cases against a subject: which, in what order, with what confirmation. */
@NullMarked
package dev.wspec.run;

import org.jspecify.annotations.NullMarked;
