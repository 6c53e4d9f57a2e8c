package dev.wspec.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The peer broke a {@link Rule}: the connection has to be failed (RFC 6455 §7.1.7).
 *
 * <p>Its message is one sentence that says what was seen. It has no stack trace, since hostile
 * peers raise it at will and the rule says more than the trace would.
 */
public final class ProtocolViolation extends Exception {
  private final Rule rule;
  private final transient Object @Nullable [] details;

  public ProtocolViolation(Rule rule, String sentence) {
    super(sentence, null, false, false);
    this.rule = rule;
    this.details = null;
  }

  /** The same with a format and its arguments, which are put together only if somebody asks. */
  public ProtocolViolation(Rule rule, String format, Object... details) {
    super(format, null, false, false);
    this.rule = rule;
    this.details = details;
  }

  @Override
  public String getMessage() {
    String sentence = String.valueOf(super.getMessage());
    return details == null ? sentence : sentence.formatted(details);
  }

  public Rule rule() {
    return rule;
  }

  /** The status code for the Close frame that tells the peer. */
  public int closeCode() {
    return rule.closeCode();
  }
}
