package dev.wspec.codec;

import static dev.wspec.codec.Received.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wspec.protocol.Frame;
import dev.wspec.protocol.Opcode;
import dev.wspec.protocol.Role;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Known bytes of known frames, read and written; the first ones are those of RFC 6455 §5.7. */
class GoldenFramesTest {
  private static final int KEY = 0x37FA213D;

  static Stream<Arguments> frames() {
    return Stream.of(
        arguments(Role.SERVER, "8105 48656c6c6f", Frame.text("Hello")),
        arguments(Role.CLIENT, "8185 37fa213d 7f9f4d5158", Frame.text("Hello")),
        arguments(Role.SERVER, "0103 48656c", Frame.text("Hel").notFinal()),
        arguments(Role.SERVER, "8002 6c6f", Frame.continuation(hex("6c6f"))),
        arguments(Role.SERVER, "8905 48656c6c6f", Frame.ping(hex("48656c6c6f"))),
        arguments(Role.CLIENT, "8a85 37fa213d 7f9f4d5158", Frame.pong(hex("48656c6c6f"))),
        arguments(Role.SERVER, "827e0100" + "00".repeat(256), Frame.binary(new byte[256])),
        arguments(
            Role.SERVER, "827f0000000000010000" + "00".repeat(65536), zeros(Opcode.BINARY, 65536)),
        // the lengths at which the form changes
        arguments(Role.SERVER, "8200", zeros(Opcode.BINARY, 0)),
        arguments(Role.CLIENT, "8280 37fa213d", zeros(Opcode.BINARY, 0)),
        arguments(Role.SERVER, "827d" + "00".repeat(125), zeros(Opcode.BINARY, 125)),
        arguments(Role.SERVER, "827e007e" + "00".repeat(126), zeros(Opcode.BINARY, 126)),
        arguments(
            Role.CLIENT, "82fe007e" + "37fa213d".repeat(32) + "37fa", zeros(Opcode.BINARY, 126)),
        arguments(Role.SERVER, "827effff" + "00".repeat(65535), zeros(Opcode.BINARY, 65535)),
        arguments(
            Role.CLIENT,
            "82ff0000000000010000" + "37fa213d".repeat(16385),
            zeros(Opcode.BINARY, 65536)),
        // control frames, the longest and the empty ones
        arguments(Role.SERVER, "897d" + "00".repeat(125), zeros(Opcode.PING, 125)),
        arguments(Role.CLIENT, "8980 37fa213d", zeros(Opcode.PING, 0)),
        arguments(Role.SERVER, "8800", Frame.close()),
        arguments(Role.CLIENT, "8885 37fa213d 3412434452", Frame.close(1000, "bye")),
        // RSV1, as permessage-deflate sets it (RFC 7692 §7.2.3.1)
        arguments(
            Role.SERVER,
            "c107 f248cdc9c90700",
            new Frame(Opcode.TEXT, hex("f248cdc9c90700")).withRsv(Frame.RSV1)),
        arguments(
            Role.SERVER,
            "4103 f248cd",
            new Frame(Opcode.TEXT, hex("f248cd")).withRsv(Frame.RSV1).notFinal()));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void areWritten(Role sender, String bytes, Frame frame) {
    FrameEncoder encoder = new FrameEncoder(sender, () -> KEY);

    assertThat(encoder.encode(frame)).isEqualTo(hex(bytes));
    assertThat(encoder.size(frame)).isEqualTo(hex(bytes).length);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void areWrittenAnywhereInAnArray(Role sender, String bytes, Frame frame) {
    int size = hex(bytes).length;
    byte[] target = new byte[size + 10];

    int end = new FrameEncoder(sender, () -> KEY).encode(frame, target, 3);

    assertThat(end).isEqualTo(3 + size);
    assertThat(Arrays.copyOfRange(target, 3, end)).isEqualTo(hex(bytes));
    assertThat(Arrays.copyOfRange(target, end, target.length)).containsOnly(0);
  }

  @ParameterizedTest
  @MethodSource("frames")
  void areRead(Role sender, String bytes, Frame frame) {
    assertThat(Received.frames(decoder(sender), hex(bytes))).isEqualTo(Received.of(frame));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void areReadBytewise(Role sender, String bytes, Frame frame) {
    byte[] stream = hex(bytes);
    assertThat(Received.frames(decoder(sender), stream, Received.everywhere(stream)))
        .isEqualTo(Received.of(frame));
  }

  private static FrameDecoder decoder(Role sender) {
    return new FrameDecoder(sender.peer(), Frame.RSV1, Limits.DEFAULT, Set.of());
  }

  private static Frame zeros(Opcode opcode, int length) {
    return new Frame(opcode, new byte[length]);
  }
}
