package dev.wspec.subject;

import dev.wspec.wire.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How TLS to a subject is set up.
 *
 * @param insecure takes any certificate, whatever its name and issuer
 * @param ca a PEM file with certificates to trust instead of the platform's, or null
 * @param certificate our certificate and its key, PKCS #12 or PEM, or null
 * @param password of a PKCS #12 file
 */
public record TlsOptions(
    boolean insecure, @Nullable Path ca, @Nullable Path certificate, String password) {

  public static final TlsOptions DEFAULT = new TlsOptions(false, null, null, "");

  private static final char[] NO_PASSWORD = new char[0];
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /**
   * Reads the files.
   *
   * @throws UnusableSubject if one of them cannot be used
   */
  TlsSettings settings() throws UnusableSubject {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return new TlsSettings(context, !insecure);
    } catch (GeneralSecurityException e) {
      throw new UnusableSubject("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  /**
   * What a server needs to speak TLS.
   *
   * @param key a PEM file
   * @param certificate a PEM file
   * @throws UnusableSubject if one of them cannot be used
   */
  public static SSLContext serving(Path key, Path certificate) throws UnusableSubject {
    try {
      KeyStore store = emptyStore();
      Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
      store.setKeyEntry("server", privateKey(key), NO_PASSWORD, chain);
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new UnusableSubject("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private TrustManager @Nullable [] trust() throws GeneralSecurityException, UnusableSubject {
    if (insecure) {
      return new TrustManager[] {new TrustAnything()};
    }
    if (ca == null) {
      return null;
    }
    KeyStore store = emptyStore();
    for (Certificate trusted : certificates(ca)) {
      store.setCertificateEntry("ca-" + store.size(), trusted);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private KeyManager @Nullable [] keys() throws GeneralSecurityException, UnusableSubject {
    if (certificate == null) {
      return null;
    }
    boolean pem = new String(read(certificate), StandardCharsets.ISO_8859_1).contains("-----BEGIN");
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    if (pem) {
      KeyStore store = emptyStore();
      Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
      store.setKeyEntry("client", privateKey(certificate), NO_PASSWORD, chain);
      factory.init(store, NO_PASSWORD);
    } else {
      factory.init(pkcs12(certificate), password.toCharArray());
    }
    return factory.getKeyManagers();
  }

  private KeyStore pkcs12(Path file) throws GeneralSecurityException, UnusableSubject {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
      return store;
    } catch (IOException e) {
      throw new UnusableSubject(
          file + " cannot be read as PKCS #12 with this password: " + e.getMessage(), e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file) throws UnusableSubject {
    try {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(withoutKeys(read(file))));
      if (certificates.isEmpty()) {
        throw new UnusableSubject(file + " has no certificate in it", null);
      }
      return certificates;
    } catch (GeneralSecurityException e) {
      throw new UnusableSubject(file + " has no readable certificate: " + e.getMessage(), e);
    }
  }

  private static byte[] withoutKeys(byte[] pem) {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    return PRIVATE_KEY.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static PrivateKey privateKey(Path file) throws UnusableSubject, GeneralSecurityException {
    Matcher key = PRIVATE_KEY.matcher(new String(read(file), StandardCharsets.ISO_8859_1));
    if (!key.find()) {
      throw new UnusableSubject(
          file + " has no “BEGIN PRIVATE KEY”: 'openssl pkcs8 -topk8 -nodes' makes one", null);
    }
    byte[] encoded = Base64.getMimeDecoder().decode(key.group(1));
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        // A key of another kind: the next one may fit.
      }
    }
    throw new UnusableSubject(file + " has a private key that is neither RSA, EC nor EdDSA", null);
  }

  private static byte[] read(Path file) throws UnusableSubject {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnusableSubject(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
