package dev.wspec.autobahn;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** A pause without a name is over, and the connection still there. */
  public static final String GOES_ON = "the pause is over";

  /** The peer did not agree to the extension. */
  public static final String NOT_NEGOTIATED = "permessage-deflate was not agreed to";

  private static final String PAUSE = "still open after the pause ";

  private static final String SET = "a timer is set: ";

  private Notes() {}

  /** The connection outlived the pause of that name. */
  public static String outlived(String tag) {
    return PAUSE + tag;
  }

  /** A pause begins, after which the fuzzer goes on, with a name if it is to be written down. */
  public static String pausing(Duration time, @Nullable String tag) {
    return SET + "CT " + time.toMillis() + (tag == null ? "" : " " + tag);
  }

  /** All is said, and the fuzzer listens for so long before it ends the conversation. */
  public static String ending(AutobahnCase.EndBy by, Duration time) {
    return SET + (by == AutobahnCase.EndBy.KILLING ? "KL " : "TI ") + time.toMillis();
  }

  /**
   * The kind of a timer that was set, its milliseconds and, for some, its name; empty for any other
   * note.
   */
  public static List<String> timer(String note) {
    return note.startsWith(SET) ? List.of(note.substring(SET.length()).split(" ")) : List.of();
  }

  static String tagOf(String note) {
    return note.startsWith(PAUSE) ? note.substring(PAUSE.length()) : "";
  }
}
