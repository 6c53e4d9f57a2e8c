package dev.wspec.conformance;

/**
 * One question of a case.
 *
 * @param requirement id of the requirement it asks about, such as {@code 6455-5.4-07}
 */
public record Check(String requirement, Judge judge) {}
