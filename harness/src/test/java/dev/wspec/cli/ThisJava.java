package dev.wspec.cli;

import java.nio.file.Path;

/** Runs classes of this build in processes of their own, on the Java that runs the tests. */
final class ThisJava {
  private ThisJava() {}

  static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** All that the tests see; surefire may hide it behind a jar with nothing but a manifest. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** A shell's command line, to which arguments can be added. */
  static String line(String mainClass) {
    return "'%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '%s' %s"
        .formatted(program(), classPath(), mainClass);
  }
}
