package dev.wspec.wire;

import javax.net.ssl.SSLContext;

/**
 * How TLS is spoken.
 *
 * @param context trust and, where the subject asks for it, our certificate
 * @param checkName whether the certificate has to fit the host's name (RFC 6455 §10.6)
 */
public record TlsSettings(SSLContext context, boolean checkName) {}
