package dev.wspec.cases.client;

import dev.wspec.conformance.Certificate;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import java.util.stream.Stream;

/**
 * What a client makes of the certificate that it is shown (RFC 6455 §4.1, connection step 5; RFC
 * 9110 §4.3.4).
 */
final class TlsCases {

  private TlsCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        trusted(Certificate.RIGHT, "A certificate that is right opens the way")
            .check("6455-4.1-17", comesInside())
            .build(),
        trusted(Certificate.BY_NAME, "The client names the host to the server")
            .check("6455-4.1-20", comesInside())
            .build(),
        mistrusted(Certificate.EXPIRED, "A certificate whose time is over"),
        mistrusted(Certificate.NOT_YET_VALID, "A certificate whose time has not come"),
        mistrusted(Certificate.OTHER_HOST, "A certificate for another host"),
        mistrusted(Certificate.UNKNOWN_ISSUER, "A certificate from an authority not trusted"),
        mistrusted(Certificate.SELF_SIGNED, "A certificate that vouches for itself"));
  }

  private static ConformanceCase.Builder trusted(Certificate certificate, String title) {
    return Answers.ofClients("tls/" + certificate.id(), title)
        .showing(certificate)
        .stimulus(Answers.sound(a -> a));
  }

  private static ConformanceCase mistrusted(Certificate certificate, String what) {
    return Answers.ofClients("tls/" + certificate.id(), what + " ends the attempt")
        .showing(certificate)
        .stimulus(Answers.sound(a -> a))
        .check("6455-4.1-18", staysOutside())
        .build();
  }

  private static Judge comesInside() {
    return Judge.of(
        "an opening handshake inside TLS",
        transcript -> {
          Conversation c = transcript.main();
          return ClientJudges.requestOf(c).isPresent()
              ? Opinion.held("It sent its opening handshake.")
              : c.endedBySubject()
                  ? Opinion.broken("It ended the connection without an opening handshake.")
                  : Opinion.notApplicable("the client did not connect");
        });
  }

  private static Judge staysOutside() {
    return Judge.of(
        "the end of the connection before any opening handshake",
        transcript -> {
          Conversation c = transcript.main();
          return ClientJudges.requestOf(c).isPresent()
              ? Opinion.broken("It sent its opening handshake to a server that it cannot trust.")
              : c.endedBySubject()
                  ? Opinion.held("It ended the connection without an opening handshake.")
                  : Opinion.notApplicable("the client did not connect");
        });
  }
}
