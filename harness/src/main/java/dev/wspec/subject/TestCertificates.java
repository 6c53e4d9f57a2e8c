package dev.wspec.subject;

import dev.wspec.conformance.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that clients are tested with. They come with the program and their keys are
 * public, so that they protect nothing; their authority may only vouch for localhost and names
 * under .invalid.
 */
public final class TestCertificates {

  private static final char[] PASSWORD = "localhost".toCharArray();

  private TestCertificates() {}

  /** What a server needs to show that certificate. */
  public static SSLContext showing(Certificate certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new Shown(load(), certificate)}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform has no TLS", e);
    }
  }

  /** Whom a client has to trust. */
  public static X509Certificate authority() {
    try {
      return (X509Certificate) load().getCertificate("authority");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store is damaged", e);
    }
  }

  /** The same as a PEM file has it. */
  public static String authorityPem() {
    try {
      byte[] line = "\n".getBytes(StandardCharsets.US_ASCII);
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, line).encodeToString(authority().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store is damaged", e);
    }
  }

  private static KeyStore load() throws GeneralSecurityException {
    try (InputStream in =
        Objects.requireNonNull(TestCertificates.class.getResourceAsStream("certificates.p12"))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("The key store is damaged", e);
    }
  }

  /** Shows one certificate whatever is asked for, or one of two by the name of the host. */
  private static final class Shown extends X509ExtendedKeyManager {
    private final KeyStore store;
    private final Certificate certificate;

    Shown(KeyStore store, Certificate certificate) {
      this.store = store;
      this.certificate = certificate;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      if (!keyType.equals("EC")) {
        return null;
      }
      if (certificate != Certificate.BY_NAME) {
        return certificate.id();
      }
      boolean named = socket instanceof SSLSocket tls && namesLocalhost(tls.getHandshakeSession());
      return named ? Certificate.RIGHT.id() : Certificate.OTHER_HOST.id();
    }

    private static boolean namesLocalhost(SSLSession session) {
      return session instanceof ExtendedSSLSession extended
          && extended.getRequestedServerNames().stream()
              .anyMatch(
                  name ->
                      new String(name.getEncoded(), StandardCharsets.UTF_8).equals("localhost"));
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      try {
        var chain = store.getCertificateChain(alias);
        X509Certificate[] shown = new X509Certificate[chain.length];
        System.arraycopy(chain, 0, shown, 0, chain.length);
        return shown;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("The key store is damaged", e);
      }
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      try {
        return (PrivateKey) store.getKey(alias, PASSWORD);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("The key store is damaged", e);
      }
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {certificate.id()};
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }
}
