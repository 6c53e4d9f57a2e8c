package dev.wspec.compare;

import java.util.List;

/** Starts targets of every kind. */
public final class Launcher {

  private Launcher() {}

  /**
   * Starts a target and waits until it can be reached.
   *
   * @throws LaunchFailure if it does not start in its time
   */
  public static Launched launch(TargetSpec spec) throws LaunchFailure {
    return switch (spec.kind()) {
      case URL -> new There(spec.how());
      case PROCESS -> ProcessTarget.start(spec);
      case IMAGE, BUILD -> ContainerTarget.start(spec);
    };
  }

  private record There(String url) implements Launched {

    @Override
    public String fate() {
      return "";
    }

    @Override
    public List<String> log() {
      return List.of();
    }

    @Override
    public void close() {
      // Nobody started it here.
    }
  }
}
