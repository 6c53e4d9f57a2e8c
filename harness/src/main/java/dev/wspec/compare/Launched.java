package dev.wspec.compare;

import java.util.List;

/** A target that was started, or was there all along; closing it ends what was started. */
public interface Launched extends AutoCloseable {

  /** Where it listens. */
  String url();

  /** One sentence on how it came to its end, or empty while it lives. */
  String fate();

  /** The last lines that it wrote, oldest first; hostile text. */
  List<String> log();

  @Override
  void close();
}
