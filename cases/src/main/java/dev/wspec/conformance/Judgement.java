package dev.wspec.conformance;

/** A check, what its judge thinks, and what that means. */
public record Judgement(Check check, Opinion opinion, Verdict verdict) {}
