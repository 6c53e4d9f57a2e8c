package dev.wspec.cli;

import dev.wspec.subject.ServerSubject;
import dev.wspec.subject.TlsOptions;
import dev.wspec.subject.UnusableSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a server wants to be spoken to. */
final class SubjectOptions {

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A field of every request, such as a cookie or credentials; may be repeated.")
  private List<String> headers = new ArrayList<>();

  @Option(names = "--origin", paramLabel = "ORIGIN", description = "Sends an Origin field.")
  private @Nullable String origin;

  @Option(
      names = "--subprotocol",
      paramLabel = "NAME",
      split = ",",
      description = "Offers these subprotocols, preferred ones first.")
  private List<String> subprotocols = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "What the Host field says instead of the URL's host.")
  private @Nullable String host;

  @Option(names = "--insecure", description = "Takes any TLS certificate.")
  private boolean insecure;

  @Option(
      names = "--ca",
      paramLabel = "PEM",
      description = "Certificates to trust instead of the platform's.")
  private @Nullable Path ca;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "Our certificate and key, PEM or PKCS #12.")
  private @Nullable Path certificate;

  @Option(
      names = "--cert-password",
      paramLabel = "WORD",
      defaultValue = "",
      description = "Of the PKCS #12 file.")
  private String password;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description =
          "What a case may take (default: ${DEFAULT-VALUE}); sound servers never need it.")
  private double timeout;

  @SuppressWarnings("NullAway.Init") // picocli injects the fields
  SubjectOptions() {}

  Duration timeout() {
    if (!(timeout >= 0.1 && timeout <= 3600)) {
      throw new UsageError("--timeout takes seconds from 0.1 to 3600.");
    }
    return Duration.ofMillis(Math.round(timeout * 1000));
  }

  /**
   * The same options again, for a command line that repeats a case; a password is left out, and so
   * is what has its usual value.
   */
  List<String> words() {
    List<String> words = new ArrayList<>();
    headers.forEach(header -> words.addAll(List.of("--header", header)));
    addOption(words, "--origin", origin);
    addOption(
        words, "--subprotocol", subprotocols.isEmpty() ? null : String.join(",", subprotocols));
    addOption(words, "--host", host);
    if (insecure) {
      words.add("--insecure");
    }
    addOption(words, "--ca", ca);
    addOption(words, "--cert", certificate);
    if (!timeout().equals(ServerSubject.DEFAULT_TIMEOUT)) {
      addOption(words, "--timeout", timeout);
    }
    return words;
  }

  private static void addOption(List<String> words, String name, @Nullable Object value) {
    if (value != null) {
      words.addAll(List.of(name, value.toString()));
    }
  }

  ServerSubject server(String url) {
    ServerSubject.Builder builder =
        ServerSubject.at(url)
            .origin(origin)
            .host(host)
            .subprotocols(subprotocols)
            .tls(new TlsOptions(insecure, ca, certificate, password))
            .timeout(timeout());
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new UsageError("--header takes 'Name: value', not '" + header + "'.");
      }
      builder.header(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    try {
      return builder.build();
    } catch (UnusableSubject e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }
}
