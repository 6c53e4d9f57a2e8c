package dev.wspec.conformance;

/** What kind of thing is under test, and whom a requirement binds. */
public enum SubjectRole {
  SERVER,
  CLIENT,
  /** A proxy between a client and a server. */
  INTERMEDIARY
}
