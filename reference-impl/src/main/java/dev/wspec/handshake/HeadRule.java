package dev.wspec.handshake;

/** What the text of a head has to keep to (RFC 9112 §2.2 and §5). */
public enum HeadRule {
  /** Lines end with CR LF; if waived, a bare LF ends a line too. */
  LINES_END_WITH_CRLF,
  /** CR comes before LF only, and neither NUL nor another control character comes at all. */
  NO_CONTROL_CHARACTERS,
  /** A field does not go on in the next line; if waived, the lines are joined with a blank. */
  NO_FOLDING,
  /** The colon follows the name at once; if waived, blanks before it are dropped. */
  NO_BLANK_BEFORE_COLON,
  /** A name is a token; if waived, a line that is no field is passed over. */
  NAMES_ARE_TOKENS,
  /** A head has at most 16 KiB and 100 fields. */
  BOUNDED
}
