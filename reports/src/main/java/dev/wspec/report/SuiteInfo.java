package dev.wspec.report;

/**
 * Which wspec ran.
 *
 * @param commit abbreviated, or empty where the build does not know it
 */
public record SuiteInfo(String version, String commit) {}
