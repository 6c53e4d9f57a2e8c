package dev.wspec.fuzz;

/** How often something was seen again when it was looked for. */
enum Recurrence {
  ALWAYS,
  SOMETIMES,
  NEVER;

  /** Of so many times that it was looked for, it was seen so often. */
  static Recurrence of(int again, int asked) {
    return again == asked ? ALWAYS : again > 0 ? SOMETIMES : NEVER;
  }

  /** The same as a sentence. */
  static String told(int again, int asked) {
    return asked == 0
        ? "There was no time to see it again."
        : "It came again " + again + " of " + asked + " times.";
  }
}
