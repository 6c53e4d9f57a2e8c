package dev.wspec.protocol;

/** The two ends of a WebSocket connection (RFC 6455 §1.2). */
public enum Role {
  /** Opens the connection and masks every frame it sends (§5.3). */
  CLIENT,
  /** Accepts the connection and never masks (§5.1). */
  SERVER;

  /** The role at the other end. */
  public Role peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }

  /** Whether frames sent in this role carry a masking key (§5.1). */
  public boolean masks() {
    return this == CLIENT;
  }
}
