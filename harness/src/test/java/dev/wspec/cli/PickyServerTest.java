package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.Application;
import dev.wspec.behaviour.Behaviour;
import dev.wspec.endpoint.EchoServer;
import dev.wspec.handshake.HandshakeViolation;
import dev.wspec.handshake.RequestHead;
import dev.wspec.protocol.Frame;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound servers that want to be asked in their own way, or have something to say themselves. */
final class PickyServerTest {

  @TempDir private Path folder;

  private String out = "";
  private String err = "";

  private int test(UnaryOperator<Behaviour> change, String path, String... options)
      throws Exception {
    try (EchoServer server =
        EchoServer.builder()
            .behaviour(change.apply(Behaviour.CONFORMING))
            .subprotocols("chat")
            .start()) {
      List<String> words = new ArrayList<>(List.of("server", "--out", folder.toString()));
      words.add(server.uri().resolve(path).toString());
      words.addAll(List.of(options));
      StringWriter said = new StringWriter();
      StringWriter complained = new StringWriter();
      int code =
          Main.execute(
              false,
              new PrintWriter(said, true),
              new PrintWriter(complained, true),
              words.toArray(String[]::new));
      out = said.toString();
      err = complained.toString();
      return code;
    }
  }

  private static UnaryOperator<Behaviour> demanding(int status, Predicate<RequestHead> condition) {
    return behaviour ->
        behaviour.handshake(
            handshake ->
                handshake.demanding(
                    request -> {
                      if (!condition.test(request)) {
                        throw new HandshakeViolation(status, "Not for you");
                      }
                    }));
  }

  private static Predicate<RequestHead> has(String name, String value) {
    return request -> request.fields().members(name).contains(value);
  }

  @Test
  @Tag("slow")
  void oneThatWantsACookieAndAnOriginIsTestedWithThem() throws Exception {
    UnaryOperator<Behaviour> picky =
        demanding(403, has("Cookie", "session=1").and(has("Origin", "https://example.com")));
    assertThat(test(picky, "/")).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(err).contains("403", "--origin");
    assertThat(test(picky, "/", "-H", "Cookie: session=1", "--origin", "https://example.com"))
        .describedAs(out)
        .isEqualTo(ExitCode.PASSED);
  }

  @Test
  void oneThatWantsASubprotocolIsTestedWithIt() throws Exception {
    UnaryOperator<Behaviour> picky = demanding(400, has("Sec-WebSocket-Protocol", "chat"));
    assertThat(test(picky, "/", "--subprotocol", "chat"))
        .describedAs(out)
        .isEqualTo(ExitCode.PASSED);
  }

  @Test
  @Tag("slow")
  void oneThatLivesOnOnePathIsTestedThere() throws Exception {
    UnaryOperator<Behaviour> picky =
        demanding(
            404, request -> String.valueOf(request.resourceName()).startsWith("/chat?room=1"));
    assertThat(test(picky, "/")).isEqualTo(ExitCode.NOT_JUDGED);
    assertThat(err).contains("404", "path");
    assertThat(test(picky, "/chat?room=1")).describedAs(out).isEqualTo(ExitCode.PASSED);
  }

  @Test
  @Tag("slow")
  void oneThatGreetsAndPingsIsTestedAllTheSame() throws Exception {
    Frame greeting = Frame.text("welcome");
    Frame ping = Frame.ping("still there?".getBytes(StandardCharsets.UTF_8));
    Application talkative =
        new Application() {
          @Override
          public List<Frame> onOpen() {
            return List.of(greeting, ping);
          }

          @Override
          public List<Frame> onMessage(Frame message) {
            return List.of(ping, message);
          }
        };
    assertThat(test(behaviour -> behaviour.application(() -> talkative), "/"))
        .describedAs(out)
        .isEqualTo(ExitCode.PASSED);
  }

  @Test
  void oneThatOnlyListensIsTestedWithWhatNeedsNoEcho() throws Exception {
    assertThat(test(behaviour -> behaviour.application(() -> message -> List.of()), "/"))
        .describedAs(out)
        .isEqualTo(ExitCode.PASSED);
  }

  @Test
  void aCaseIsRepeatedWithTheOptionsItWasRunWith() throws Exception {
    assertThat(
            test(
                demanding(400, has("Sec-WebSocket-Protocol", "chat")),
                "/",
                "--subprotocol",
                "chat",
                "-H",
                "X-Name: it's",
                "--select",
                "framing/**",
                "--json",
                folder.resolve("copy.json").toString()))
        .isEqualTo(ExitCode.PASSED);
    assertThat(folder.resolve("copy.json"))
        .content()
        .contains("--header 'X-Name: it'\\\\''s' --subprotocol chat --select framing/");
  }
}
