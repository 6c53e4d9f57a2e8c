package dev.wspec.endpoint;

import dev.wspec.behaviour.Trust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** How a client that trusts one authority speaks TLS, with all that it may overlook. */
final class ClientTls {

  private final Trust trust;
  private final @Nullable X509Certificate authority;

  /**
   * @param authority who may vouch for servers, or null if nobody may
   */
  ClientTls(Trust trust, @Nullable X509Certificate authority) {
    this.trust = trust;
    this.authority = authority;
  }

  /**
   * Performs a TLS handshake.
   *
   * @throws IOException if the server is not to be trusted, or leaves
   */
  SSLSocket over(Socket socket, String host, int port) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Vouched()}, null);
      // Without a name in its constructor the socket sends none of its own accord.
      SSLSocket secured =
          (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
      SSLParameters parameters = secured.getSSLParameters();
      parameters.setServerNames(trust.serverName() ? List.of(new SNIHostName(host)) : List.of());
      secured.setSSLParameters(parameters);
      secured.startHandshake();
      return secured;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform has no TLS", e);
    }
  }

  /** Looks at the certificate of a server, and at no more than it is told to. */
  private final class Vouched extends X509ExtendedTrustManager {

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
      if (trust.hostName()) {
        String host = ((SSLSocket) socket).getHandshakeSession().getPeerHost();
        if (!isFor(chain[0], host)) {
          throw new CertificateException("The certificate is not for " + host);
        }
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      if (trust.validity()) {
        chain[0].checkValidity();
      }
      if (trust.issuer() != Trust.Issuer.ANYBODY) {
        checkIssuer(chain[0]);
      }
    }

    private void checkIssuer(X509Certificate certificate) throws CertificateException {
      X509Certificate trusted = authority;
      if (trusted == null || trust.issuer() == Trust.Issuer.NOBODY) {
        throw new CertificateException("Nobody is trusted");
      }
      try {
        certificate.verify(trusted.getPublicKey());
      } catch (GeneralSecurityException e) {
        throw new CertificateException("The certificate is not from the trusted authority", e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new UnsupportedOperationException("sockets only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** One of its names is that of the host, letter by letter (RFC 6125 §6.4.1). */
  private static boolean isFor(X509Certificate certificate, String host)
      throws CertificateException {
    var names = certificate.getSubjectAlternativeNames();
    return names != null
        && names.stream().anyMatch(name -> String.valueOf(name.get(1)).equalsIgnoreCase(host));
  }
}
