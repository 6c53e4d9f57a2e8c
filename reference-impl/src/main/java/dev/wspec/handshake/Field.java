package dev.wspec.handshake;

/**
 * One header field as it stands in a head, its value without the blanks around it (RFC 9110 §5).
 */
public record Field(String name, String value) {}
