package dev.wspec.compare;

import java.nio.file.Path;
import java.util.Locale;

/**
 * A target as its user describes it. Exactly one of {@code url}, {@code process}, {@code image} and
 * {@code build} says how it is reached.
 *
 * @param name what its column is called
 * @param about library and version, or whatever tells a reader what it is
 * @param kind how it is reached
 * @param how the URL, the shell's command line in which {@code {port}} stands for the port, the
 *     image's name, or the folder with a Dockerfile
 * @param folder where a process starts
 * @param port on which a container listens
 * @param path of its WebSocket
 * @param patience how long it may take to be ready, in seconds
 */
public record TargetSpec(
    String name,
    String about,
    Kind kind,
    String how,
    Path folder,
    int port,
    String path,
    int patience) {

  /** The ways to reach a target. */
  public enum Kind {
    URL,
    PROCESS,
    IMAGE,
    BUILD;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TargetSpec {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(name + ": a path begins with a slash, not '" + path + "'");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(name + ": a port is a number from 1 to 65535");
    }
    if (patience < 1) {
      throw new IllegalArgumentException(name + ": patience is at least a second");
    }
  }

  /** A server that is already there. */
  public static TargetSpec at(String url) {
    return new TargetSpec(url, url, Kind.URL, url, Path.of("."), 9001, "/", 30);
  }
}
