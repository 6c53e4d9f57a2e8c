/**
 * How answers are told: one results model, {@link dev.wspec.report.RunReport}, and renderings of
 * it. Whatever came from the subject is hostile and is escaped in every output.
 */
@NullMarked
package dev.wspec.report;

import org.jspecify.annotations.NullMarked;
