package dev.wspec.cases;

import static dev.wspec.conformance.RawFrame.text;
import static dev.wspec.conformance.judge.Judges.closeCodeIfAnyIs;
import static dev.wspec.conformance.judge.Judges.echoesEveryMessage;
import static dev.wspec.conformance.judge.Judges.failsTheConnection;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.Segmentation;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Wire;
import dev.wspec.protocol.Role;
import java.util.Arrays;
import java.util.HexFormat;

/** The stories that most cases tell, with the questions that go with them. */
public final class Stories {
  private Stories() {}

  /** Sound messages, answered one and all, and a closing handshake. */
  public static Stimulus messages(RawFrame... frames) {
    return messages(Segmentation.whole(), frames);
  }

  public static Stimulus messages(Segmentation segmentation, RawFrame... frames) {
    return wire -> {
      wire.open();
      if (wire.role() == Role.SERVER && !segmentation.equals(Segmentation.whole())) {
        wire.fence(); // a client still busy with our answer would read all pieces at once
      }
      wire.exchange(segmentation, frames);
      wire.close();
    };
  }

  /** A sound message that is answered, so that only what follows can be wrong; then that. */
  public static Stimulus violation(RawFrame... frames) {
    return violation(Segmentation.whole(), frames);
  }

  public static Stimulus violation(Segmentation segmentation, RawFrame... frames) {
    return wire -> {
      settle(wire);
      wire.send(segmentation, frames);
      wire.awaitEnd();
    };
  }

  /** A closing handshake that we begin with this frame, after a sound message. */
  public static Stimulus closing(RawFrame closeFrame) {
    return wire -> {
      settle(wire);
      wire.close(closeFrame);
    };
  }

  /** Opens the connection and has a first message answered. */
  public static void settle(Wire wire) {
    wire.open();
    wire.exchange(text("settle"));
  }

  /** A case whose sound messages come back. */
  public static ConformanceCase.Builder echo(
      String id, String title, String requirement, RawFrame... frames) {
    return echo(id, title, requirement, Segmentation.whole(), frames);
  }

  public static ConformanceCase.Builder echo(
      String id, String title, String requirement, Segmentation segmentation, RawFrame... frames) {
    return ConformanceCase.conformanceCase(id)
        .title(title)
        .stimulus(messages(segmentation, frames))
        .check(requirement, echoesEveryMessage());
  }

  /** A case whose frames make the subject fail the connection, with 1002 if with any code. */
  public static ConformanceCase.Builder protocolError(
      String id, String title, String requirement, RawFrame... frames) {
    return protocolError(id, title, requirement, Segmentation.whole(), frames);
  }

  public static ConformanceCase.Builder protocolError(
      String id, String title, String requirement, Segmentation segmentation, RawFrame... frames) {
    return ConformanceCase.conformanceCase(id)
        .title(title)
        .stimulus(violation(segmentation, frames))
        .check(requirement, failsTheConnection())
        .check("6455-7.1.7-05", closeCodeIfAnyIs(1002));
  }

  /** Octets from hex digits. */
  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** So many octets of one value. */
  public static byte[] octets(int value, int count) {
    byte[] octets = new byte[count];
    Arrays.fill(octets, (byte) value);
    return octets;
  }
}
