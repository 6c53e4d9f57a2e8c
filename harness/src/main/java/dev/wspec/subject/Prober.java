package dev.wspec.subject;

import static dev.wspec.conformance.RawFrame.binary;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Event;
import dev.wspec.conformance.Event.Ended.How;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.judge.TranscriptRecorder;
import dev.wspec.wire.Deadline;
import dev.wspec.wire.TcpWire;
import dev.wspec.wire.Watchdog;
import dev.wspec.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out what a server can do before it is tested, with a connection for each question. */
public final class Prober {

  /** How long an echo may come after the Pong of a Ping sent behind the message. */
  private static final Duration ECHO_PATIENCE = Duration.ofMillis(500);

  private static final Duration TLS_PATIENCE = Duration.ofSeconds(1);
  private static final int LARGE = 1 << 20;
  private static final long BUDGET = 8L << 20;
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final Pattern SERVER_WINDOW = Pattern.compile("server_max_window_bits=\"?(\\d+)");

  private final ServerSubject subject;
  private final Watchdog watchdog;
  private final long seed;
  private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  private final List<String> notes = new ArrayList<>();
  private int greetings;

  private Prober(ServerSubject subject, Watchdog watchdog, long seed) {
    this.subject = subject;
    this.watchdog = watchdog;
    this.seed = seed;
  }

  /**
   * Probes a server.
   *
   * @throws Unreachable if no WebSocket connection comes about, or nothing comes through it
   */
  public static Probe probe(ServerSubject subject, Watchdog watchdog, long seed)
      throws Unreachable {
    return new Prober(subject, watchdog, seed).probe();
  }

  private Probe probe() throws Unreachable {
    RawResponse response = firstContact();
    if (response.field("Sec-WebSocket-Protocol").isPresent()) {
      capabilities.add(Capability.SUBPROTOCOL);
    } else if (!subject.subprotocols().isEmpty()) {
      notes.add("None of the offered subprotocols was agreed to.");
    }
    largeMessage();
    closing();
    deflate();
    return new Probe(
        capabilities, greetings, response.field("Server").orElse(""), List.copyOf(notes));
  }

  private Conversation play(Consumer<TcpWire> story) {
    return play(subject, subject.timeout(), story);
  }

  private Conversation play(ServerSubject whom, Duration timeout, Consumer<TcpWire> story) {
    WireSettings settings =
        new WireSettings(whom.dialer(), whom::request, capabilities, greetings, BUDGET);
    TranscriptRecorder recorder =
        new TranscriptRecorder(SubjectRole.SERVER, capabilities, System::nanoTime);
    TcpWire wire = new TcpWire(settings, recorder, Deadline.in(timeout), watchdog, seed);
    try {
      story.accept(wire);
    } finally {
      wire.hangUp();
    }
    return recorder.transcript().main();
  }

  /** Greetings, Pong and echo; the response that opened the connection. */
  private RawResponse firstContact() throws Unreachable {
    Conversation first =
        play(
            wire -> {
              if (wire.open()) {
                byte[] noise = new byte[16];
                wire.random().nextBytes(noise);
                wire.send(text(HexFormat.of().formatHex(noise)), binary(noise));
                wire.fence();
                wire.awaitMessages(2, ECHO_PATIENCE);
              }
            });
    if (first.opened().isEmpty()) {
      throw new Unreachable(new Diagnosis(subject, this::speaksTls).ofNoUpgrade(first));
    }
    boolean pong = first.answeredFence();
    if (first.endedBy(How.LIMIT) || (!pong && first.messagesReceived().isEmpty())) {
      throw new Unreachable(new Diagnosis(subject, this::speaksTls).ofNoFrames(first));
    }
    if (!pong) {
      notes.add("It does not answer a Ping.");
    }
    findEcho(first);
    if (pong) {
      greetings = greetings(capabilities.contains(Capability.ECHO) ? first : quiet());
    }
    return first.opened().get().response();
  }

  private void findEcho(Conversation conversation) {
    List<Message> echoed =
        conversation.messagesSent().stream()
            .filter(sent -> conversation.messagesReceived().stream().anyMatch(sent::sameContent))
            .toList();
    if (echoed.size() == 2) {
      capabilities.add(Capability.ECHO);
    } else if (echoed.size() == 1) {
      String kind = echoed.get(0).isText() ? "text" : "binary";
      notes.add("It echoes " + kind + " messages only, and so is not taken for an echo server.");
    }
  }

  /** A connection on which we say nothing that asks for a message. */
  private Conversation quiet() {
    return play(
        wire -> {
          if (wire.open()) {
            wire.fence();
          }
        });
  }

  /** The messages that came before the first that is an echo. */
  private static int greetings(Conversation conversation) {
    int count = 0;
    for (Message received : conversation.messagesReceived()) {
      if (conversation.messagesSent().stream().anyMatch(received::sameContent)) {
        return count;
      }
      count++;
    }
    return count;
  }

  private void largeMessage() {
    byte[] payload = new byte[LARGE];
    Conversation large =
        play(
            wire -> {
              if (wire.open()) {
                wire.random().nextBytes(payload);
                wire.exchange(binary(payload));
              }
            });
    boolean taken =
        capabilities.contains(Capability.ECHO)
            ? large.messagesSent().stream()
                .anyMatch(sent -> large.messagesReceived().stream().anyMatch(sent::sameContent))
            : large.answeredFence();
    if (taken) {
      capabilities.add(Capability.LARGE_MESSAGES);
    }
  }

  private void closing() {
    Conversation closing =
        play(
            wire -> {
              if (wire.open()) {
                wire.close();
              }
            });
    if (closing.closeReceived().isEmpty()) {
      notes.add("It does not answer a Close.");
    } else if (!closing.endedBySubject()) {
      notes.add("It does not end the TCP connection after the closing handshake.");
    }
  }

  private void deflate() {
    if (agreed("permessage-deflate").isEmpty()) {
      return;
    }
    capabilities.add(Capability.DEFLATE);
    if (agreed("permessage-deflate; server_no_context_takeover")
        .contains("server_no_context_takeover")) {
      capabilities.add(Capability.DEFLATE_SERVER_NO_TAKEOVER);
    }
    Matcher window = SERVER_WINDOW.matcher(agreed("permessage-deflate; server_max_window_bits=10"));
    if (window.find() && Integer.parseInt(window.group(1)) < 15) {
      capabilities.add(Capability.DEFLATE_SERVER_WINDOW);
    }
    if (agreed("permessage-deflate; client_max_window_bits").contains("client_max_window_bits=")) {
      capabilities.add(Capability.DEFLATE_CLIENT_WINDOW);
    }
  }

  /** The extensions that a server agrees to if this is offered; empty if none or refused. */
  private String agreed(String offer) {
    Conversation conversation = play(wire -> wire.open(r -> r.with(EXTENSIONS, offer)));
    String extensions =
        conversation
            .opened()
            .map(Event.Opened::response)
            .flatMap(response -> response.field(EXTENSIONS))
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[ \\t]", "");
    return extensions.contains("permessage-deflate") ? extensions : "";
  }

  /** Whether a port that we spoke plain HTTP to takes a TLS handshake. */
  private boolean speaksTls() {
    try {
      ServerSubject secure =
          ServerSubject.at("wss://" + subject.dialer().address() + "/")
              .tls(new TlsOptions(true, null, null, ""))
              .build();
      Conversation tls = play(secure, TLS_PATIENCE, TcpWire::open);
      return tls.opened().isPresent() || tls.refused().isPresent();
    } catch (UnusableSubject e) {
      return false;
    }
  }
}
