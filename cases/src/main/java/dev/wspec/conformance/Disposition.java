package dev.wspec.conformance;

/**
 * What becomes of a requirement, for one kind of subject.
 *
 * @param detail the id of the requirement that implies or supersedes it, or the reason why it is
 *     not asked; empty if it is tested
 */
public record Disposition(Kind kind, String detail) {

  /** The ways to deal with a requirement. */
  public enum Kind {
    /** Cases ask for it. */
    TESTED("tested"),
    /** Whoever keeps another one keeps it. */
    IMPLIED("implied"),
    /** Nothing of it reaches the wire. */
    NOT_OBSERVABLE("not-observable"),
    /** It is not for this suite to ask. */
    OUT_OF_SCOPE("out-of-scope"),
    /** Another one says the same with more weight. */
    SUPERSEDED("superseded");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in the resource. */
    public String word() {
      return word;
    }

    /** Whether the detail is the id of another requirement. */
    public boolean refers() {
      return this == IMPLIED || this == SUPERSEDED;
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalStateException("no disposition is called " + word);
    }
  }
}
