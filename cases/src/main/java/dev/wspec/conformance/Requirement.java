package dev.wspec.conformance;

import java.util.Set;

/**
 * One normative statement.
 *
 * @param id permanent: {@code spec-section-number}
 * @param rfc such as {@code RFC6455}
 * @param keyword as the text has it; {@code ALGO} for a step of an algorithm, {@code INFO} for
 *     informative text
 * @param binds whom it binds; empty for statements about documents and registries
 * @param summary what it asks, in our words
 * @param note what else one should know, may be empty
 */
public record Requirement(
    String id,
    String rfc,
    String section,
    String topic,
    String keyword,
    Set<SubjectRole> binds,
    String observable,
    String summary,
    String note) {

  public Level level() {
    return Level.ofKeyword(keyword);
  }
}
