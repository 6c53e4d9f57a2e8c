package dev.wspec.conformance;

/**
 * One header field as it stands on the wire, name and value untouched but for the surrounding
 * blanks.
 */
public record Field(String name, String value) {}
