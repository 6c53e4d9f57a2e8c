package dev.wspec.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wspec.conformance.CaseOutcome;
import dev.wspec.conformance.Requirements;
import dev.wspec.conformance.SubjectRole;
import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recording is of npm ws and Python websockets: three messages, a Ping and two Closes. */
class RecordingTest {

  private static final int GLOBAL_HEADER = 24;
  private static final int ENHANCED_PACKET = 6;

  @TempDir private Path folder;

  @Test
  void bothSidesOfARecordingAreJudged() throws Exception {
    List<Overheard> connections = Recording.read(write(recorded()));
    assertThat(connections).hasSize(1);
    TrafficJudge judge = new TrafficJudge(Requirements.load());
    for (SubjectRole side : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      CaseOutcome outcome = judge.judge(connections.get(0), side, 1);
      assertThat(outcome.verdict()).isEqualTo(Verdict.PASS);
      assertThat(Objects.requireNonNull(outcome.transcript()).main().messagesReceived()).hasSize(3);
    }
  }

  @Test
  void aSubprotocolThatNobodyOfferedIsNoticed() throws Exception {
    String octets = new String(recorded(), ISO_8859_1);
    String answered =
        octets.replace(
            "Server: Python/3.11 websockets/17.4", "Sec-WebSocket-Protocol: chat-of-now");
    assertThat(answered).isNotEqualTo(octets);
    List<Overheard> connections = Recording.read(write(answered.getBytes(ISO_8859_1)));
    assertThat(
            new TrafficJudge(Requirements.load())
                .judge(connections.get(0), SubjectRole.SERVER, 1)
                .verdict())
        .isEqualTo(Verdict.FAIL);
  }

  /** The same packets, as tshark and Wireshark store them. */
  @Test
  void bothFormatsAreJudgedToTheSameFindings() throws Exception {
    assertThat(judged(Recording.read(write(resource("echo.pcapng")))))
        .isEqualTo(judged(Recording.read(write(recorded()))));
  }

  @Test
  void aBlockThatHoldsLessThanItSaysIsRefusedInASentence() throws Exception {
    byte[] octets = resource("echo.pcapng");
    ByteBuffer file = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (file.getInt(at) != ENHANCED_PACKET) {
      at += file.getInt(at + 4);
    }
    file.putInt(at + 20, -1); // the captured length
    Path written = write(octets);
    assertThatThrownBy(() -> Recording.read(written))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("less than it says");
  }

  private static List<String> judged(List<Overheard> connections) {
    TrafficJudge judge = new TrafficJudge(Requirements.load());
    List<String> findings = new ArrayList<>();
    for (SubjectRole side : List.of(SubjectRole.SERVER, SubjectRole.CLIENT)) {
      for (Overheard connection : connections) {
        CaseOutcome outcome = judge.judge(connection, side, 1);
        outcome.judged().judgements().forEach(j -> findings.add(side + " " + j.opinion()));
      }
    }
    return findings;
  }

  @Test
  void segmentsThatComeTwiceChangeNothing() throws Exception {
    List<byte[]> twice = new ArrayList<>();
    for (byte[] packet : packets()) {
      twice.add(packet);
      twice.add(packet);
    }
    assertThat(messages(twice)).isEqualTo(messages(packets()));
  }

  @Test
  void segmentsThatAreOvertakenAreReadInTheirOrder() throws Exception {
    List<byte[]> packets = packets();
    List<byte[]> swapped = new ArrayList<>(packets);
    for (int i = 3; i + 1 < swapped.size(); i += 2) {
      Collections.swap(swapped, i, i + 1);
    }
    assertThat(messages(swapped)).isEqualTo(messages(packets));
  }

  @Test
  void whatEndsAmidAPacketIsRefusedInASentence() throws Exception {
    byte[] whole = recorded();
    Path file = write(Arrays.copyOf(whole, whole.length - 3));
    assertThatThrownBy(() -> Recording.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends amid a packet");
  }

  private List<String> messages(List<byte[]> packets) throws Exception {
    ByteBuffer file = ByteBuffer.allocate(1 << 20);
    file.put(recorded(), 0, GLOBAL_HEADER);
    packets.forEach(file::put);
    byte[] octets = new byte[file.position()];
    file.flip().get(octets);
    List<Overheard> connections = Recording.read(write(octets));
    assertThat(connections).hasSize(1);
    return connections.get(0).of(SubjectRole.SERVER).main().messagesReceived().stream()
        .map(Object::toString)
        .toList();
  }

  /** Each with the header of its record. */
  private static List<byte[]> packets() throws IOException {
    ByteBuffer file = ByteBuffer.wrap(recorded()).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> packets = new ArrayList<>();
    int at = GLOBAL_HEADER;
    while (at < file.capacity()) {
      byte[] record = new byte[16 + file.getInt(at + 8)];
      file.get(at, record);
      packets.add(record);
      at += record.length;
    }
    return packets;
  }

  private static byte[] recorded() throws IOException {
    return resource("echo.pcap");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(RecordingTest.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    }
  }

  private Path write(byte[] octets) throws IOException {
    return Files.write(folder.resolve("traffic.pcap"), octets);
  }
}
