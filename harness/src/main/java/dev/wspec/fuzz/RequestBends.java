package dev.wspec.fuzz;

import static dev.wspec.cases.handshake.HandshakeJudges.opens;
import static dev.wspec.cases.handshake.HandshakeJudges.opensOrRefuses;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedUnless;
import static dev.wspec.cases.handshake.HandshakeJudges.refusedWithClientError;
import static dev.wspec.cases.handshake.HandshakeJudges.staysInHttp;

import dev.wspec.conformance.Judge;
import java.util.List;

/** Changes to the opening handshake, each with what a server has to make of it. */
final class RequestBends {
  private static final String NOT_DECODED =
      "RFC 6455 §4.2.2 says that the server need not decode the key";
  private static final String TWICE =
      "the rule binds the client, and the server may take one of the two";

  /** A bend, the requirement that it is about, and the answer that is right. */
  record Known(Bend bend, String requirement, Judge answer) {}

  static final List<Known> ALL =
      List.of(
          new Known(new Bend(Bend.Kind.METHOD, "POST", ""), "6455-4.2.1-04", staysInHttp()),
          new Known(new Bend(Bend.Kind.VERSION, "HTTP/1.0", ""), "6455-4.2.1-05", staysInHttp()),
          new Known(Bend.without("Host"), "6455-4.2.1-08", refusedWithClientError()),
          new Known(Bend.without("Upgrade"), "6455-4.2.1-10", staysInHttp()),
          new Known(Bend.with("Upgrade", "websocketx"), "6455-4.2.1-11", staysInHttp()),
          new Known(Bend.without("Connection"), "6455-4.2.1-14", staysInHttp()),
          new Known(Bend.with("Connection", "keep-alive"), "6455-4.2.1-15", staysInHttp()),
          new Known(Bend.without("Sec-WebSocket-Key"), "6455-4.2.1-17", refusedWithClientError()),
          new Known(
              Bend.with("Sec-WebSocket-Key", "c2hvcnQ="),
              "6455-4.2.1-18",
              refusedUnless(NOT_DECODED)),
          new Known(
              Bend.adding("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
              "6455-11.3.1-01",
              refusedUnless(TWICE)),
          new Known(
              Bend.without("Sec-WebSocket-Version"), "6455-4.2.1-20", refusedWithClientError()),
          new Known(
              Bend.with("Sec-WebSocket-Version", "14"), "6455-4.2.2-09", refusedWithClientError()),
          new Known(Bend.with("Upgrade", "WebSocket"), "6455-4.2.1-12", opens()),
          new Known(Bend.with("Connection", "keep-alive, Upgrade"), "6455-4.2.1-16", opens()),
          new Known(Bend.with("Connection", "upgrade"), "6455-4.2.1-16", opens()),
          new Known(
              new Bend(Bend.Kind.RENAMING, "Sec-WebSocket-Key", "sec-websocket-KEY"),
              "9110-5.1-01",
              opens()),
          new Known(new Bend(Bend.Kind.REVERSED, "", ""), "6455-4.2.1-03", opens()),
          new Known(Bend.adding("X-Wspec", "1"), "6455-4.2.1-26", opens()),
          new Known(
              Bend.with("Sec-WebSocket-Extensions", "permessage-deflate; unheard_of"),
              "7692-7-02",
              opensOrRefuses()),
          new Known(
              Bend.with("Sec-WebSocket-Protocol", "wspec-a, wspec-b"),
              "6455-4.4-02",
              opensOrRefuses()));

  private RequestBends() {}
}
