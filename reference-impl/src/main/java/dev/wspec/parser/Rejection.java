package dev.wspec.parser;

import org.jspecify.annotations.Nullable;

/** A parser says that what it was fed breaks the protocol. */
public final class Rejection {
  private final String sentence;
  private final @Nullable Throwable thrown;

  private Rejection(String sentence, @Nullable Throwable thrown) {
    this.sentence = sentence;
    this.thrown = thrown;
  }

  /** Because the parser threw this. */
  public static Rejection because(Throwable thrown) {
    return new Rejection("", thrown);
  }

  /** For parsers that throw nothing. */
  public static Rejection because(String sentence) {
    return new Rejection(sentence, null);
  }

  /** Why, in the parser's own words. */
  public String reason() {
    return thrown == null ? sentence : String.valueOf(thrown.getMessage());
  }
}
