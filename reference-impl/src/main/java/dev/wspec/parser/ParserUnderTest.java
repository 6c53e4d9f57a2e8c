package dev.wspec.parser;

import dev.wspec.protocol.Role;

/**
 * A WebSocket parser that runs in this process: octets in, frames or messages out, or an error.
 * {@link java.util.ServiceLoader} finds it, so it has a public constructor without parameters.
 */
public interface ParserUnderTest {

  /** What comes out of a parser. */
  enum Unit {
    /** Frames as they stood on the wire; whether they follow each other rightly is not its job. */
    FRAME,
    /** Whole messages, text of which is UTF-8, and control frames between them. */
    MESSAGE
  }

  /** How the command line calls it: one short word in lower case. */
  String name();

  /** The software and its version, for people. */
  String software();

  /** What comes out. */
  Unit unit();

  /** Whether it can be asked to use permessage-deflate (RFC 7692). */
  boolean inflates();

  /**
   * Parses what one peer sends after the opening handshake. It takes messages of up to 1 MiB.
   *
   * @param self the end that the parser is at: a server gets masked frames
   * @param deflate whether permessage-deflate was agreed, without parameters; never true where
   *     {@link #inflates} is false
   */
  Parsing open(Role self, boolean deflate);
}
