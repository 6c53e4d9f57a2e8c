package dev.wspec.run;

/** How much of the catalogue runs. */
public enum Profile {
  /** One case of each family: the first of those that differ in their axes alone. */
  QUICK,
  /** All but the cases that take much; those run when an id or {@code autobahn:} names them. */
  DEFAULT,
  /** The default, and what the standard of WHATWG asks of browsers. */
  WHATWG,
  /** All. */
  FULL
}
