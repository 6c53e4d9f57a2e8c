/** How the answers are judged: pure questions about a transcript, and what they have in common. */
@NullMarked
package dev.wspec.conformance.judge;

import org.jspecify.annotations.NullMarked;
