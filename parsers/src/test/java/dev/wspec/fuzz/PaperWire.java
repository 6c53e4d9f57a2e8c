package dev.wspec.fuzz;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.RawResponse;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Wire;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Writes down what a story sends, with masking keys of 0; nothing comes back. */
final class PaperWire implements Wire {

  /** A story that goes on beyond this is left at it. */
  static final int LARGEST = 1 << 20;

  /** A story has gone on for too long. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final RandomGenerator NO_KEYS = () -> 0;

  private final Role role;
  private final RandomGenerator random = new SplittableRandom(1);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private boolean deflate;

  PaperWire(Role role) {
    this.role = role;
  }

  byte[] sent() {
    return sent.toByteArray();
  }

  /** Whether permessage-deflate was offered. */
  boolean deflate() {
    return deflate;
  }

  private void write(byte... octets) {
    sent.writeBytes(octets);
    if (sent.size() > LARGEST) {
      throw new Enough();
    }
  }

  @Override
  public Role role() {
    return role;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public boolean open() {
    return true;
  }

  @Override
  public boolean open(UnaryOperator<RawRequest> bend) {
    ask(bend);
    return true;
  }

  @Override
  public void ask(UnaryOperator<RawRequest> bend) {
    RawRequest bent = bend.apply(RawRequest.get("/", List.of()));
    deflate = bent.all("Sec-WebSocket-Extensions").contains("permessage-deflate");
  }

  @Override
  public boolean answer(BinaryBend bend) {
    return true;
  }

  @Override
  public Optional<RawResponse> opening() {
    return Optional.empty();
  }

  @Override
  public void send(RawFrame... frames) {
    for (RawFrame frame : frames) {
      write(frame.toBytes(role, NO_KEYS));
    }
  }

  @Override
  public void send(Segmentation segmentation, RawFrame... frames) {
    send(frames);
  }

  @Override
  public void sendOctets(byte... octets) {
    write(octets);
  }

  @Override
  public boolean exchange(RawFrame... frames) {
    send(frames);
    return true;
  }

  @Override
  public boolean exchange(Segmentation segmentation, RawFrame... frames) {
    return exchange(frames);
  }

  @Override
  public void sendUnread(RawFrame... frames) {
    send(frames);
  }

  @Override
  public void close(RawFrame closeFrame) {
    send(closeFrame);
  }

  @Override
  public Wire another() {
    return new PaperWire(role);
  }

  @Override
  public void awaitWritten() {}

  @Override
  public void overhear() {}

  @Override
  public void takeIn() {}

  @Override
  public void awaitEchoes() {}

  @Override
  public void awaitMessages(int total) {}

  @Override
  public void awaitPongs(int total) {}

  @Override
  public void awaitClose() {}

  @Override
  public void fence() {}

  @Override
  public void linger() {}

  @Override
  public void awaitEnd() {}

  @Override
  public void close() {}

  @Override
  public void halfClose() {}

  @Override
  public void reset() {}
}
