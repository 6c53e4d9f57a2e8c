package dev.wspec.report.autobahn;

import dev.wspec.autobahn.Behavior;
import dev.wspec.autobahn.ClosingBehavior;
import org.jspecify.annotations.Nullable;

/**
 * What the index tells of one case and agent.
 *
 * @param millis how long it took
 * @param file the name of its files, without an ending
 */
record IndexEntry(
    Behavior behavior,
    ClosingBehavior behaviorClose,
    long millis,
    @Nullable Integer remoteCloseCode,
    String file) {}
