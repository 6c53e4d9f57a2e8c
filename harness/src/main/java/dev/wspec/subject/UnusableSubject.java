package dev.wspec.subject;

import org.jspecify.annotations.Nullable;

/** The description of a subject cannot be used; the message says what is wrong with it. */
public final class UnusableSubject extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableSubject(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
