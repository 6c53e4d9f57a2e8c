package dev.wspec.report;

import dev.wspec.conformance.Finding;
import dev.wspec.conformance.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question of a case.
 *
 * @param requirement id of the requirement that was asked about
 * @param accepted what would have been accepted, in our words
 * @param observed what the subject did; may quote what it sent
 * @param because why something was tolerated, or why the question did not apply
 */
public record CheckResult(
    String requirement,
    Finding finding,
    Verdict verdict,
    String accepted,
    String observed,
    @Nullable String because) {}
