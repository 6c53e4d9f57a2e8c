package dev.wspec.cases.volume;

/** How titles say things. */
final class Words {
  private Words() {}

  /** A number of octets. */
  static String size(int octets) {
    if (octets > 0 && octets % (1 << 20) == 0) {
      return (octets >> 20) + " MiB";
    }
    return octets > 0 && octets % 1024 == 0 ? (octets >> 10) + " KiB" : octets + " octets";
  }
}
