package dev.wspec.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wspec.behaviour.Defect;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.traffic.Overheard;
import dev.wspec.traffic.Recording;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapTest {
  private static final int PORT = 9001;

  @TempDir private Path folder;

  private static final int ETHERNET_AND_IP = 34;
  private static final int HEADERS = 54;

  private static Capture capture() {
    Capture capture = new Capture();
    byte[] request = "GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII);
    capture.sent(request, 0, 5);
    capture.sent(request, 5, request.length);
    byte[] large = new byte[3 * Pcap.SEGMENT + 1];
    large[large.length - 1] = 'z';
    capture.received(large, 0, large.length);
    capture.ended(true, false);
    capture.ended(true, false);
    capture.ended(false, true);
    return capture;
  }

  private static List<ByteBuffer> packets(Capture capture) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Pcap.write(capture, Instant.EPOCH, true, 9001, out);
    ByteBuffer file = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(file.getInt(0)).isEqualTo(0xa1b2c3d4);
    assertThat(file.getInt(20)).as("link type: Ethernet").isEqualTo(1);
    file.position(24);
    List<ByteBuffer> packets = new ArrayList<>();
    while (file.hasRemaining()) {
      assertThat(file.getInt(file.position() + 8)).isEqualTo(file.getInt(file.position() + 12));
      byte[] packet = new byte[file.getInt(file.position() + 8)];
      file.position(file.position() + 16);
      file.get(packet);
      packets.add(ByteBuffer.wrap(packet));
    }
    return packets;
  }

  @Test
  void sequence_numbers_put_together_what_was_carried() throws Exception {
    Capture capture = capture();
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    int ourNext = 0;
    int theirNext = 0;
    for (ByteBuffer packet : packets(capture)) {
      boolean byUs = packet.get(29) == 1; // the source address ends in it
      int sequence = packet.getInt(ETHERNET_AND_IP + 4);
      int flags = packet.get(ETHERNET_AND_IP + 13);
      boolean syn = (flags & 2) != 0;
      if (!syn) {
        assertThat(sequence).isEqualTo(byUs ? ourNext : theirNext);
        assertThat(packet.getInt(ETHERNET_AND_IP + 8)).isEqualTo(byUs ? theirNext : ourNext);
      }
      int length = packet.capacity() - HEADERS;
      assertThat(length).isLessThanOrEqualTo(Pcap.SEGMENT);
      (byUs ? ours : theirs).write(packet.array(), HEADERS, length);
      int next = sequence + length + (syn || (flags & 1) != 0 ? 1 : 0);
      ourNext = byUs ? next : ourNext;
      theirNext = byUs ? theirNext : next;
    }
    assertThat(ours.toByteArray()).isEqualTo(capture.octets(true));
    assertThat(theirs.toByteArray()).isEqualTo(capture.octets(false));
  }

  @Test
  void checksums_are_right() throws Exception {
    for (ByteBuffer packet : packets(capture())) {
      assertThat(sum(packet, 14, 20, 0)).isEqualTo(0xFFFF);
      int tcp = packet.capacity() - ETHERNET_AND_IP;
      int pseudoHeader = sum(packet, 26, 8, 6 + tcp);
      assertThat(sum(packet, ETHERNET_AND_IP, tcp, pseudoHeader)).isEqualTo(0xFFFF);
    }
  }

  /** RFC 1071: over a whole header with its checksum it is all ones. */
  private static int sum(ByteBuffer packet, int from, int length, int begin) {
    int sum = begin;
    for (int i = 0; i < length; i++) {
      sum += (packet.get(from + i) & 0xFF) << (i % 2 == 0 ? 8 : 0);
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xFFFF) + (sum >> 16);
    }
    return sum;
  }

  @Test
  void what_is_too_large_is_left_out() {
    Capture capture = new Capture();
    byte[] large = new byte[Capture.LIMIT];
    capture.received(large, 0, large.length);
    assertThat(capture.isWhole()).isTrue();
    capture.received(large, 0, 1);
    assertThat(capture.isWhole()).isFalse();
    assertThat(capture.octets(false)).hasSize(Capture.LIMIT);
  }

  /** Of a server that takes RSV2 for nothing. */
  private Path capturedFinding() throws Exception {
    Attacked.with(
        Defect.RSV2_IGNORED.behaviour(),
        campaign -> {
          campaign.resume("wspec conversation 1\nwrite\n  text rsv=2 \"bent\"\n", 1);
          Finding finding = campaign.findings().get(0);
          assertThatCode(() -> finding.storeTraffic(folder, PORT)).doesNotThrowAnyException();
        });
    return folder.resolve("capture.pcap");
  }

  @Test
  void the_packets_of_a_finding_are_the_conversation() throws Exception {
    List<Overheard> connections = Recording.read(capturedFinding());
    assertThat(connections).hasSize(1);
    Conversation c = connections.get(0).of(SubjectRole.SERVER).main();
    assertThat(c.opened()).isPresent();
    assertThat(c.sent().get(0).rsv()).isEqualTo(2);
    assertThat(c.received().get(0).opcode()).isEqualTo(c.sent().get(0).opcode());
    assertThat(c.received().get(0).payload()).isEqualTo(c.sent().get(0).payload());
  }

  @Test
  @Tag("slow")
  void wireshark_opens_the_packets_of_a_finding() throws Exception {
    assumeTrue(isThere("tshark"), "tshark is not installed, so Wireshark was not asked");
    Path file = capturedFinding();
    List<String> frames =
        tshark(file, "websocket", "-e", "websocket.opcode", "-e", "websocket.rsv");
    assertThat(frames.get(0)).matches("1.*\t0x02.*"); // our text, a Ping may be beside it
    assertThat(frames).anySatisfy(line -> assertThat(line).startsWith("8\t0x00"));
    assertThat(
            tshark(
                file,
                "_ws.malformed || tcp.analysis.flags || ip.checksum.status == 0"
                    + " || tcp.checksum.status == 0",
                "-e",
                "frame.number"))
        .as("what Wireshark is not content with")
        .isEmpty();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
  }

  private static List<String> tshark(Path file, String filter, String... fields) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("tshark", "-r", file.toString(), "-o", "ip.check_checksum:TRUE"));
    words.addAll(List.of("-o", "tcp.check_checksum:TRUE", "-Y", filter, "-T", "fields"));
    words.addAll(List.of(fields));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
