package dev.wspec.conformance;

/**
 * The address of one case, as a client gets it that is started for it alone: a path with the number
 * of the case, and behind it what tells whether path and query arrive as they were written (RFC
 * 6455 §3).
 */
public final class CaseAddress {

  /**
   * An escape that is not needed, an empty segment, an escape that is, and one in a query; nothing
   * that a shell would take for its own.
   */
  public static final String TAIL = "/%61//b%2Fc?d=%7e";

  private static final String PATH = "/case/";

  private CaseAddress() {}

  /** Path and query of the case with that number. */
  public static String of(int number) {
    return PATH + number + TAIL;
  }

  /** Whether a request for this target may be one for such an address. */
  public static boolean isOurs(String target) {
    return target.startsWith(PATH);
  }

  /** The digits in such a path; empty if there are none. */
  public static String number(String path) {
    return path.startsWith(PATH) ? path.substring(PATH.length()).split("/", 2)[0] : "";
  }
}
