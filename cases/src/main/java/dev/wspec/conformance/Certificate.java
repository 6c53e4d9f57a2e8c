package dev.wspec.conformance;

import java.util.Locale;

/** What we show a client that comes by TLS, for cases in which that matters. */
public enum Certificate {
  /** For localhost, valid, from the authority that the client was told to trust. */
  RIGHT,
  /** The same, but for its validity, which is over. */
  EXPIRED,
  /** The same, but for its validity, which has not begun. */
  NOT_YET_VALID,
  /** The same, but for another host. */
  OTHER_HOST,
  /** For localhost, from an authority that nobody trusts. */
  UNKNOWN_ISSUER,
  /** For localhost, from itself. */
  SELF_SIGNED,
  /**
   * The right one if the client names localhost to us (RFC 6066 §3), else that for another host.
   */
  BY_NAME;

  /** In words of lower case, with hyphens between them. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
