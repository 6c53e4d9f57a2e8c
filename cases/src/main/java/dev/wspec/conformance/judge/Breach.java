package dev.wspec.conformance.judge;

import dev.wspec.protocol.Rule;

/**
 * A rule that one direction of a conversation broke.
 *
 * @param at index of the event that shows it
 * @param seen what was seen, as a phrase: "a Ping of 126 octets"
 */
record Breach(int at, Rule rule, String seen) {}
