package dev.wspec.cli;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where to listen, as options name it: a port, or a host and a port. */
final class ListenAddress {
  private ListenAddress() {}

  private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[^]]+]|[^:\\[\\]]+):)?(\\d{1,5})");

  /**
   * @param option whose value it is
   */
  static InetSocketAddress of(String option, String value) {
    Matcher parts = ADDRESS.matcher(value);
    if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
      throw new UsageError(option + " takes HOST:PORT or PORT, not '" + value + "'.");
    }
    String host = parts.group(1) == null ? "127.0.0.1" : parts.group(1).replaceAll("[\\[\\]]", "");
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(parts.group(2)));
    if (address.isUnresolved()) {
      throw new UsageError(option + " names a host that is not known: " + host + ".");
    }
    return address;
  }
}
