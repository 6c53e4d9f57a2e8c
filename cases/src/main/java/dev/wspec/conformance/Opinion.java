package dev.wspec.conformance;

import org.jspecify.annotations.Nullable;

/**
 * A judge's answer.
 *
 * @param observed one sentence of what the subject did
 * @param because why a {@code TOLERABLE} is tolerated, or why the question does not apply
 */
public record Opinion(Finding finding, String observed, @Nullable String because) {

  public static Opinion held(String observed) {
    return new Opinion(Finding.HELD, observed, null);
  }

  public static Opinion tolerable(String observed, String because) {
    return new Opinion(Finding.TOLERABLE, observed, because);
  }

  public static Opinion broken(String observed) {
    return new Opinion(Finding.BROKEN, observed, null);
  }

  public static Opinion notApplicable(String because) {
    return new Opinion(Finding.NOT_APPLICABLE, "not asked", because);
  }
}
