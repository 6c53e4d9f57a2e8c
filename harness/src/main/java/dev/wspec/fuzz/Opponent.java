package dev.wspec.fuzz;

import dev.wspec.conformance.SubjectRole;
import dev.wspec.subject.Meeting;
import dev.wspec.wire.WireSettings;

/** Whom conversations are played to. */
public interface Opponent {

  SubjectRole role();

  /** A new encounter; with a client this waits until it has come. */
  Meeting meet();

  /** A server, to which wires come about like this. */
  static Opponent server(WireSettings settings) {
    return new Opponent() {
      @Override
      public SubjectRole role() {
        return SubjectRole.SERVER;
      }

      @Override
      public Meeting meet() {
        return () -> settings;
      }
    };
  }
}
