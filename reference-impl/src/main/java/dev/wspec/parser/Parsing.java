package dev.wspec.parser;

import org.jspecify.annotations.Nullable;

/** One connection's stream of octets on its way through a parser. */
public interface Parsing extends AutoCloseable {

  /**
   * Takes the octets that come next and tells {@code out} of all that they complete.
   *
   * @param octets changed at will, and the caller's again afterwards
   * @param to index behind the last octet
   * @return null to go on; otherwise why the parser fails the connection, and nothing more is fed.
   *     Whatever is thrown counts as a crash, so adapters catch what a parser throws on purpose
   */
  @Nullable Rejection feed(byte[] octets, int from, int to, Delivery out);

  /** Gives back what the parser holds. */
  @Override
  void close();
}
