/**
 * The cases of the Autobahn Testsuite: what its fuzzer says, what it expects to hear, and how it
 * calls what it heard. They carry the ids that other projects know; nothing here does I/O beyond
 * reading the table.
 */
@NullMarked
package dev.wspec.autobahn;

import org.jspecify.annotations.NullMarked;
