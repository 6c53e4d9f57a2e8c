package dev.wspec.subject;

import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.Judges;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds out what a client can do, with one connection of it. */
final class ClientProbe {

  /** What a client comes for when it comes to be probed. */
  static final ConformanceCase CASE =
      ConformanceCase.conformanceCase("suite/probe")
          .title("The client connects and is looked at")
          .subject(SubjectRole.CLIENT)
          .check("6455-5.5.2-03", Judges.answersPings())
          .build();

  private static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration ECHO_PATIENCE = Duration.ofMillis(500);
  private static final int LARGE = 1 << 20;

  private ClientProbe() {}

  static Probe of(WireSettings settings, Watchdog watchdog) {
    TranscriptRecorder record =
        new TranscriptRecorder(SubjectRole.CLIENT, Set.of(), System::nanoTime);
    TcpWire wire = new TcpWire(settings, record, Deadline.in(TIME), watchdog, 1);
    int greetings = 0;
    try {
      wire.open();
      wire.fence();
      greetings = record.transcript().main().messagesReceived().size();
      byte[] noise = new byte[16];
      wire.random().nextBytes(noise);
      wire.send(text(HexFormat.of().formatHex(noise)), binary(noise));
      wire.fence();
      wire.awaitMessages(greetings + 2, ECHO_PATIENCE);
      wire.send(binary(new byte[LARGE]));
      wire.fence();
      wire.awaitMessages(greetings + 3, ECHO_PATIENCE);
      wire.close();
    } finally {
      wire.hangUp();
    }
    return findings(record.transcript().main(), greetings);
  }

  private static Probe findings(Conversation c, int greetings) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    List<String> notes = new ArrayList<>();
    long echoed =
        c.messagesSent().stream()
            .limit(2)
            .filter(sent -> c.messagesReceived().stream().anyMatch(sent::sameContent))
            .count();
    if (echoed == 2) {
      capabilities.add(Capability.ECHO);
    } else {
      notes.add("The client does not echo messages; it is asked what can be seen without.");
    }
    boolean large = echoed == 2 ? c.messagesReceived().size() >= greetings + 3 : c.answeredFence();
    if (large) {
      capabilities.add(Capability.LARGE_MESSAGES);
    }
    if (c.closeReceived().isEmpty()) {
      notes.add("It does not answer a Close.");
    }
    String software = c.opened().flatMap(o -> o.request().field("User-Agent")).orElse("");
    return new Probe(capabilities, greetings, Target.printable(software, 200), notes);
  }

  /** What a request says that the client can do. */
  static Set<Capability> offered(RawRequest request) {
    Set<Capability> offered = EnumSet.noneOf(Capability.class);
    String extensions =
        String.join(",", request.all("Sec-WebSocket-Extensions")).toLowerCase(Locale.ROOT);
    // The plain answer of our cases answers only an offer that does not ask for more: one with
    // server_no_context_takeover has to be answered with it (RFC 7692 §7.1.1.1).
    boolean plain =
        Arrays.stream(extensions.split(","))
            .map(String::strip)
            .filter(offer -> offer.startsWith("permessage-deflate"))
            .anyMatch(
                offer ->
                    !offer.contains("server_no_context_takeover")
                        && !offer.contains("server_max_window_bits"));
    if (plain) {
      offered.add(Capability.DEFLATE);
      if (extensions.contains("client_max_window_bits")) {
        offered.add(Capability.DEFLATE_CLIENT_WINDOW);
      }
    }
    if (request.field("Sec-WebSocket-Protocol").isPresent()) {
      offered.add(Capability.SUBPROTOCOL);
    }
    return offered;
  }
}
