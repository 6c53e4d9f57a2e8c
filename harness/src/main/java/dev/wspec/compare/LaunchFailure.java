package dev.wspec.compare;

import java.util.List;

/** A target does not start; the message is one sentence, the log what it wrote until then. */
public final class LaunchFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<String> log;

  LaunchFailure(String sentence, List<String> log) {
    super(sentence);
    this.log = List.copyOf(log);
  }

  /** The sentence. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  public List<String> log() {
    return log;
  }
}
