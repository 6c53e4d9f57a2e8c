package dev.wspec.conformance;

/** What one question of a case, or one invariant, came to. */
public record Judgement(Check check, Opinion opinion, Verdict verdict) {}
