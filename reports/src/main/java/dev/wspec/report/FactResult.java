package dev.wspec.report;

/**
 * A measurement, never good or bad.
 *
 * @param id in kebab case: {@code largest-message}
 * @param words what was measured
 * @param value with its unit; may quote what the subject sent
 */
public record FactResult(String id, String words, String value) {}
