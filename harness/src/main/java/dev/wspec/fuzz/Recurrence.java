package dev.wspec.fuzz;

/** How often something was seen again when it was looked for. */
enum Recurrence {
  ALWAYS,
  SOMETIMES,
  NEVER
}
