package dev.wspec.behaviour;

/**
 * What a client looks at before it trusts a server (RFC 6455 §4.1, RFC 9110 §4.3.4), and what it
 * tells it.
 *
 * @param issuer who has to vouch for the certificate
 * @param validity whether the certificate has to be valid now
 * @param hostName whether it has to be for the host that the client wants
 * @param serverName whether the client names that host to the server (RFC 6066 §3)
 */
public record Trust(Issuer issuer, boolean validity, boolean hostName, boolean serverName) {

  /** Who may vouch for a server. */
  public enum Issuer {
    AUTHORITY,
    ANYBODY,
    NOBODY
  }

  /** Looks at everything. */
  public static final Trust CONFORMING = new Trust(Issuer.AUTHORITY, true, true, true);

  /** Trusts no server. */
  static final Trust OF_NOBODY = new Trust(Issuer.NOBODY, true, true, true);
}
