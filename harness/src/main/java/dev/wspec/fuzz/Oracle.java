package dev.wspec.fuzz;

/** Plays a conversation, in one way or another, and tells whether something was wrong with it. */
interface Oracle {

  /** The same seed draws the same masks, keys and variations. */
  Outcome ask(Script script, long seed);
}
