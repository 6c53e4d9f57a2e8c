package dev.wspec.fuzz;

/** What a write of a script is made of. */
sealed interface Item permits FuzzFrame, Item.Loose {

  /** Octets that need not be a frame. */
  record Loose(Octets octets) implements Item {}
}
