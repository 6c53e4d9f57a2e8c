package dev.wspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wspec.behaviour.RelayBehaviour;
import dev.wspec.behaviour.RelayDefect;
import dev.wspec.behaviour.RelayLiberty;
import dev.wspec.endpoint.ReverseProxy;
import dev.wspec.wire.FreePort;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sound proxy changes no finding about the server behind it; one that changes much does. */
class ProxyDifferentialTest {

  private static final String SAME = " 0 have other findings";

  /** A few of everything. */
  private static final String SOME =
      String.join(
          ",",
          "closing/handshake/reason",
          "closing/tcp/fin-without-close",
          "control/pings",
          "fragmentation/empty/amid",
          "framing/example/hello",
          "handshake/host/repeated*",
          "handshake/key/example",
          "handshake/request-line/http-1-0",
          "handshake/response/accept",
          "handshake/upgrade/case*",
          "deflate/fragments/cut-anywhere*",
          "liveness/half-close/after-message");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int differential(RelayBehaviour behaviour, String select) throws Exception {
    return differential(behaviour, select, 5);
  }

  private int differential(RelayBehaviour behaviour, String select, int seconds) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    int origin = FreePort.find();
    PrintWriter writer = new PrintWriter(out, true);
    try (ReverseProxy proxy =
        ReverseProxy.start(0, () -> new InetSocketAddress(loopback, origin), behaviour)) {
      return Main.execute(
          false,
          writer,
          writer,
          "proxy",
          "--differential",
          "--through",
          proxy.uri().toString(),
          "--origin-listen",
          String.valueOf(origin),
          "--select",
          select,
          "--timeout",
          String.valueOf(seconds),
          "--out",
          folder.toString());
    }
  }

  @Test
  void aSoundProxyChangesNothing() throws Exception {
    assertThat(differential(RelayBehaviour.CONFORMING, "framing/example/*,handshake/response/*"))
        .isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains(SAME);
    assertThat(folder.resolve("without/results.jsonl")).isNotEmptyFile();
  }

  @Test
  void aProxyThatLosesTheAcceptIsToldOf() throws Exception {
    assertThat(differential(RelayDefect.DROPS_ACCEPT.behaviour(), "handshake/response/accept"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString()).contains(" 1 have other findings", "Without it: ");
  }

  @Tag("slow")
  @Test
  void aSoundProxyChangesNoFindingAtAll() throws Exception {
    assertThat(differential(RelayBehaviour.CONFORMING, "**")).isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains(SAME);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      names = {
        "ADDS_FORWARDED_FOR",
        "WRITES_NAMES_IN_LOWER_CASE",
        "WRITES_OPTION_OTHERWISE",
        "CHANGES_REASON",
        "LETS_THE_CLIENT_CHECK",
        "ENDS_BOTH_SIDES",
        "RESETS_THE_OTHER_SIDE",
        "KEEPS_CONNECTIONS",
        "WRITES_BYTEWISE",
        "GATHERS_OCTETS"
      })
  void anUnusualProxyChangesNoFinding(RelayLiberty liberty) throws Exception {
    assertThat(differential(liberty.behaviour(), SOME)).isEqualTo(ExitCode.PASSED);
    assertThat(out.toString()).contains(SAME);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      names = {
        "DROPS_ACCEPT",
        "CHANGES_ACCEPT",
        "DROPS_AGREED_EXTENSIONS",
        "CHANGES_OCTET_TO_ORIGIN",
        "CHANGES_OCTET_TO_CLIENT",
        "DROPS_PONGS",
        "DROPS_CLOSES",
        "CHANGES_CLOSE_CODE",
        "LOSES_LAST_WORDS",
        "UPGRADES_HTTP_1_0"
      })
  void whatAWrongProxyDoesToASoundServerIsSeen(RelayDefect defect) throws Exception {
    differential(defect.behaviour(), SOME, 1);
    assertThat(out.toString()).contains(" have other findings").doesNotContain(SAME);
  }
}
