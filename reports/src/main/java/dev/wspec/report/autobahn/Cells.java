package dev.wspec.report.autobahn;

import dev.wspec.autobahn.Behavior;
import dev.wspec.autobahn.ClosingBehavior;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words and class names of the index, which scripts look for. */
final class Cells {

  private Cells() {}

  static String css(Behavior behavior) {
    return switch (behavior) {
      case OK -> "case_ok";
      case NON_STRICT -> "case_non_strict";
      case INFORMATIONAL -> "case_info";
      case UNIMPLEMENTED -> "case_unimplemented";
      case FAILED -> "case_failed";
    };
  }

  static String words(Behavior behavior) {
    return switch (behavior) {
      case OK -> "Pass";
      case NON_STRICT -> "Non-Strict";
      case INFORMATIONAL -> "Info";
      case UNIMPLEMENTED -> "Unimplemented";
      case FAILED -> "Fail";
    };
  }

  private static String closeCss(ClosingBehavior closing) {
    return switch (closing) {
      case OK -> "case_ok";
      case INFORMATIONAL -> "case_info";
      case FAILED_BY_CLIENT -> "case_almost";
      case WRONG_CODE -> "case_non_strict";
      case UNCLEAN, FAILED -> "case_failed";
    };
  }

  private static String closeWords(IndexEntry entry) {
    return switch (entry.behaviorClose()) {
      case UNCLEAN -> "Unclean";
      case FAILED -> "Fail";
      default -> entry.remoteCloseCode() == null ? "None" : String.valueOf(entry.remoteCloseCode());
    };
  }

  /** What the template needs for one case of one agent. */
  static Map<String, Object> of(@Nullable IndexEntry entry, boolean timed) {
    if (entry == null) {
      return Map.of();
    }
    return Map.of(
        "entry", true,
        "css", css(entry.behavior()),
        "words", words(entry.behavior()),
        "file", entry.file(),
        "time", timed ? entry.millis() + " ms" : "",
        "closeCss", closeCss(entry.behaviorClose()),
        "closeWords", closeWords(entry));
  }
}
