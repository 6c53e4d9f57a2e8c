package dev.wspec.conformance;

import dev.wspec.protocol.Role;

/** What kind of thing is under test, and whom a requirement binds. */
public enum SubjectRole {
  SERVER,
  CLIENT,
  /** A proxy between a client and a server. */
  INTERMEDIARY;

  /** What is under test if it is that end of a connection. */
  public static SubjectRole of(Role end) {
    return end == Role.SERVER ? SERVER : CLIENT;
  }
}
