package dev.wspec.conformance;

/** The story of a case about an intermediary, told from both its sides. */
@FunctionalInterface
public interface RelayStimulus {
  void play(Relay relay);

  /** A story that takes two wires, in the place of one that takes one. */
  record Through(RelayStimulus story) implements Stimulus {
    @Override
    public void play(Wire wire) {
      throw new IllegalStateException("an intermediary is asked from both its sides");
    }
  }
}
