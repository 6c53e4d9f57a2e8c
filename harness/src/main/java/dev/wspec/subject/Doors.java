package dev.wspec.subject;

import dev.wspec.conformance.Certificate;
import dev.wspec.wire.Arrival;
import dev.wspec.wire.Listener;
import dev.wspec.wire.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A port for each certificate that clients are shown, and who left without coming in. */
final class Doors implements AutoCloseable {

  private final Map<Certificate, Listener> listeners = new EnumMap<>(Certificate.class);
  private final Map<Certificate, String> left = new ConcurrentHashMap<>();

  private Doors() {}

  /**
   * Listens on free ports from now on.
   *
   * @param welcome is told of those who come in
   */
  static Doors open(InetAddress address, Watchdog watchdog, Consumer<Arrival> welcome)
      throws IOException {
    Doors doors = new Doors();
    try {
      for (Certificate certificate : Certificate.values()) {
        doors.listeners.put(
            certificate,
            Listener.open(
                new InetSocketAddress(address, 0),
                TestCertificates.showing(certificate),
                watchdog,
                doors.host(certificate, welcome)));
      }
      return doors;
    } catch (IOException e) {
      doors.close();
      throw e;
    }
  }

  private Listener.Host host(Certificate certificate, Consumer<Arrival> welcome) {
    return new Listener.Host() {
      @Override
      public void welcome(Arrival arrival) {
        welcome.accept(arrival);
      }

      @Override
      public void missed(InetSocketAddress peer, String why) {
        left.put(certificate, Target.printable(why, 300));
      }
    };
  }

  /** Where a client is shown this, without a path; the host is the one that certificates name. */
  String url(Certificate certificate) {
    Listener listener = listeners.get(certificate);
    if (listener == null) {
      throw new IllegalStateException("there is no door for " + certificate);
    }
    return "wss://localhost:" + listener.port();
  }

  /** Forgets who has left there before. */
  void expect(Certificate certificate) {
    left.remove(certificate);
  }

  /** How a client left without coming in, in a sentence; empty if none did. */
  Optional<String> left(Certificate certificate) {
    return Optional.ofNullable(left.get(certificate));
  }

  @Override
  public void close() {
    listeners.values().forEach(Listener::close);
  }
}
