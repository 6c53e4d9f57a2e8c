package dev.wspec.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for localhost, 127.0.0.1 and ::1 that comes with the program. Its key
 * is public, so it protects nothing: it is there to try out and test TLS on one machine.
 */
public final class LocalhostCertificate {
  private static final String ALIAS = "localhost";
  private static final char[] PASSWORD = "localhost".toCharArray();

  private LocalhostCertificate() {}

  /** For servers: presents the certificate. */
  public static SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform has no TLS", e);
    }
  }

  /** For clients: trusts the certificate, and no other. */
  public static SSLContext clientContext() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("The platform has no TLS", e);
    }
  }

  public static X509Certificate certificate() {
    try {
      return (X509Certificate) load().getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store is damaged", e);
    }
  }

  private static KeyStore load() throws GeneralSecurityException {
    try (InputStream in =
        Objects.requireNonNull(LocalhostCertificate.class.getResourceAsStream("localhost.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("The key store is damaged", e);
    }
  }
}
