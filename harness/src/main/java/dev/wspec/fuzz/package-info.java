/**
 * Fuzzing: conversations made from byte strings, played to live targets and to parsers, judged by
 * what the reference session makes of them, shrunk and kept as text.
 */
@NullMarked
package dev.wspec.fuzz;

import org.jspecify.annotations.NullMarked;
