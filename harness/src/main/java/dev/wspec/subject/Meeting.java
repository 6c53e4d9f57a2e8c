package dev.wspec.subject;

import dev.wspec.wire.WireSettings;
import java.util.List;

/** A subject that is ready for one case, or for a look at its health. */
public interface Meeting extends AutoCloseable {

  /** How its wires come about. */
  WireSettings settings();

  /** What a reader of the transcript should know, in sentences, once the story is over. */
  default List<String> epilogue() {
    return List.of();
  }

  @Override
  default void close() {}
}
