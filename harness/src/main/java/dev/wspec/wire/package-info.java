/**
 * The wire as it really is: TCP and TLS connections under one deadline per case, the octets of
 * frames, and the record of what went and came. Whatever the subject does, every call here ends in
 * time and in bounded memory.
 */
@NullMarked
package dev.wspec.wire;

import org.jspecify.annotations.NullMarked;
