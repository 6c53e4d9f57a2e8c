package dev.wspec.conformance;

/**
 * What the prober found a subject able to do; a case that needs more than there is is not
 * applicable.
 */
public enum Capability {
  /** Sends every data message back intact. */
  ECHO("echoes messages"),
  /** Agrees to permessage-deflate (RFC 7692). */
  DEFLATE("negotiates permessage-deflate"),
  /** Agrees to permessage-deflate when the offer asks for {@code server_no_context_takeover}. */
  DEFLATE_SERVER_NO_TAKEOVER("negotiates server_no_context_takeover"),
  /** Agrees to {@code server_max_window_bits} below 15. */
  DEFLATE_SERVER_WINDOW("negotiates server_max_window_bits"),
  /** Answers {@code client_max_window_bits} with a value. */
  DEFLATE_CLIENT_WINDOW("negotiates client_max_window_bits"),
  /** Was given, or agreed to, a subprotocol. */
  SUBPROTOCOL("agrees to a subprotocol"),
  /** Takes a message of 1 MiB. */
  LARGE_MESSAGES("takes messages of 1 MiB"),
  /** Is led to addresses of wss, each with a certificate of its own. */
  TLS("comes to wss addresses that we choose (--tls with --exec)"),
  /** Shows our page, which does what it is told and says what it sees. */
  BROWSER("is a browser that shows our page");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
