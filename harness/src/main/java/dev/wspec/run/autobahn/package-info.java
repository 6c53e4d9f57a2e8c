/** Plays the cases of the Autobahn Testsuite: as its fuzzing client and as its fuzzing server. */
@NullMarked
package dev.wspec.run.autobahn;

import org.jspecify.annotations.NullMarked;
