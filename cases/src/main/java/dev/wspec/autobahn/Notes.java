package dev.wspec.autobahn;

/** What the player writes into the transcript so that the judge can tell what it did and why. */
public final class Notes {

  /** The fuzzer's patience ended, and it failed the connection. */
  public static final String KILLED = "time is up: the connection is failed";

  /** The fuzzer's patience ended, and it began to close. */
  public static final String CLOSED = "time is up: the connection is closed";

  /** The fuzzer gave the peer up and dropped TCP. */
  public static final String DROPPED = "TCP is dropped by us";

  /** An echo differs, or did not come; the number of good ones stands before. */
  public static final String WRONG_ECHO = "echoes are right before one is wrong or missing";

  /** All echoes came and were right; their number stands before. */
  public static final String RIGHT_ECHOES = "echoes came and are all right";

  /** The peer did not agree to the extension. */
  public static final String NOT_NEGOTIATED = "permessage-deflate was not agreed to";

  private static final String PAUSE = "still open after the pause ";

  private Notes() {}

  /** The connection outlived the pause of that name. */
  public static String outlived(String tag) {
    return PAUSE + tag;
  }

  static String tagOf(String note) {
    return note.startsWith(PAUSE) ? note.substring(PAUSE.length()) : "";
  }
}
