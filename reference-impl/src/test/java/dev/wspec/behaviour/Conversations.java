package dev.wspec.behaviour;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wspec.codec.PerMessageDeflate;
import dev.wspec.protocol.DeflateParameters;
import dev.wspec.protocol.Role;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Enough conversations to tell all servers apart that are wrong, or unusual, on purpose. */
final class Conversations {
  private static final String LINE = "GET / HTTP/1.1\r\n";
  private static final String HOST = "Host: localhost\r\n";
  private static final String UPGRADE = "Upgrade: websocket\r\n";
  private static final String CONNECTION = "Connection: Upgrade\r\n";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String REQUEST = LINE + HOST + UPGRADE + CONNECTION + KEY + VERSION;
  private static final String END = "\r\n";
  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final String CLOSE = "8882 00000000 03e8";

  private final List<Conversation> all = new ArrayList<>();

  private Conversations() {}

  static List<Conversation> all() {
    Conversations conversations = new Conversations();
    conversations.requests();
    conversations.negotiations();
    conversations.frames();
    conversations.texts();
    conversations.closes();
    conversations.lengthsAndMasks();
    conversations.compressed();
    conversations.many();
    return conversations.all;
  }

  private void requests() {
    request(REQUEST + END);
    request(REQUEST.replace("GET", "POST") + END);
    request(REQUEST.replace("HTTP/1.1", "HTTP/1.0") + END);
    request(REQUEST.replace("GET /", "GET http://localhost/") + END);
    for (String field : List.of(HOST, UPGRADE, CONNECTION, KEY, VERSION)) {
      request(REQUEST.replace(field, "") + END);
      request(REQUEST + field + END);
      request(REQUEST.replace(field, field.toUpperCase(Locale.ROOT)) + END);
    }
    request(REQUEST.replace("localhost", "a b") + END);
    request(REQUEST.replace("websocket", "h2c") + END);
    request(REQUEST.replace("websocket", "h2c, websocket") + END);
    request(REQUEST.replace("websocket", "WebSocket") + END);
    request(REQUEST.replace(": Upgrade", ": close") + END);
    request(REQUEST.replace(": Upgrade", ": keep-alive, upgrade") + END);
    request(REQUEST.replace("13", "8") + END);
    request(REQUEST.replace("dGhl", "****") + END);
    request(REQUEST.replace("ZQ==", "") + END);
    request(LINE + UPGRADE + HOST + CONNECTION + KEY + VERSION + END);
    request(REQUEST + "X-Unknown: 1\r\n" + END);
    request(REQUEST + "Origin: http://localhost\r\n" + END);
    request(REQUEST + "Cookie: a\u0000b\r\n" + END);
    request(REQUEST + "Cookie : a\r\n" + END);
    request(REQUEST + "Cookie: a\r\n b\r\n" + END);
    request(REQUEST + "Cookie: a\n" + END);
    request(REQUEST + "no field\r\n" + END);
    request(REQUEST + "Cookie: " + "a".repeat(20_000) + END + END);
    request(REQUEST.replace("GET /", "GET /?" + "a".repeat(5000)) + END);
    request(REQUEST + "Content-Length: 6\r\n" + END);
    request(REQUEST.replace("GET /", "GET x") + END);
    request(REQUEST + "Origin: http://elsewhere\r\n" + END);
    request(REQUEST + "Expect: something\r\n" + END);
    request(REQUEST + "X-Unknown: 1\r\n".repeat(25) + END);
    pieces(true, bytes("GET / HT"), bytes(REQUEST.substring(8) + END));
  }

  private void negotiations() {
    for (String offer : List.of("chat", "superchat, chat", "mqtt", "a b", "")) {
      request(REQUEST + "Sec-WebSocket-Protocol: " + offer + END + END);
    }
    String protocol = "Sec-WebSocket-Protocol: ";
    request(REQUEST + protocol + "chat" + END + protocol + "superchat" + END + END);
    for (String terms :
        List.of(
            "; unknown=\"\\a\"",
            ", permessage-deflate; server_no_context_takeover",
            "",
            "; server_no_context_takeover",
            "; server_max_window_bits=9",
            "; client_max_window_bits",
            "; client_max_window_bits=9",
            "; unknown",
            "; server_max_window_bits=99",
            "; client_no_context_takeover; client_no_context_takeover",
            ";")) {
      request(REQUEST + DEFLATE + terms + END + END);
    }
  }

  private void frames() {
    frames("818100000000 61"); // "a"
    frames("828100000000 ff");
    frames("818000000000" + "828000000000");
    frames("810161"); // not masked
    for (String first : List.of("c1", "a1", "91", "c9", "a9", "83", "8b", "f1")) {
      frames(first + "8000000000" + "898000000000");
    }
    frames("018100000000 61" + "c08100000000 62"); // RSV1 on a continuation
    frames("82fe007d00000000" + "00".repeat(125)); // the length takes too many bytes
    frames("82ff800000000000000100000000 00");
    frames("898100000000 21" + "898100000000 22"); // two Pings
    frames("898000000000" + "898300000000 610062");
    frames("89fd00000000" + "2a".repeat(125));
    frames("89fe007e00000000" + "2a".repeat(126));
    frames("098100000000 61");
    frames("8a8100000000 61"); // a Pong
    frames("808100000000 61"); // a continuation of nothing
    frames("018100000000 61" + "818100000000 62"); // a message within another
    frames("018100000000 61" + "008100000000 62" + "808100000000 63");
    frames("018000000000" + "808000000000");
    frames(("018100000000 61" + "808100000000 62").repeat(2));
    frames("018100000000 61" + "898100000000 21" + "808100000000 62");
    frames("018100000000 61" + "898100000000 21"); // a Ping within a message that never ends
    pieces(true, request(), hex("8983"), hex("00000000 616263"));
  }

  private void texts() {
    for (String text :
        List.of(
            "c328", // no continuation byte
            "eda080", // a surrogate
            "c080", // an overlong form
            "f4908080", // beyond U+10FFFF
            "e282", // not finished
            "efbfbe", // U+FFFE
            "00",
            "65cc81", // an accent apart from its letter
            "0d0a",
            "efbbbf61")) { // a byte order mark
      int length = text.length() / 2;
      frames("818" + length + "00000000" + text);
      frames("018" + length + "00000000" + text + "808000000000");
    }
    frames("018100000000 e2" + "808200000000 82ac"); // cut within a character
    frames("018100000000 ff" + "898000000000" + "808000000000"); // when is it noticed?
  }

  private void closes() {
    frames(CLOSE);
    frames(CLOSE + "818100000000 61" + "898000000000");
    frames("888000000000");
    frames("888100000000 03");
    frames("888300000000 03e8 ff");
    frames("88fd00000000 03e8" + "61".repeat(123));
    for (int code : List.of(0, 999, 1004, 1005, 1006, 1012, 1014, 1015, 1016, 2999, 3000, 4999)) {
      frames("888200000000" + "%04x".formatted(code));
    }
    pieces(false, request(), hex(CLOSE)); // the server has to end these
    pieces(false, request(), hex("8100"));
  }

  private void lengthsAndMasks() {
    for (int length : List.of(1, 125, 126, 1100, 0x8000, 0xFFFF, 0x1_0000, 0x1_0003)) {
      for (int key : List.of(0, 0x01020304)) {
        byte[] frame = masked(0x82, new byte[length], key);
        pieces(true, request(), frame);
        pieces(
            true,
            request(),
            Arrays.copyOf(frame, frame.length / 2 + 1),
            Arrays.copyOfRange(frame, frame.length / 2 + 1, frame.length));
      }
    }
  }

  private void compressed() {
    byte[] text = "Hello, Hello, Hello! ".repeat(40).getBytes(UTF_8);
    for (String terms : List.of("", "; server_no_context_takeover", "; server_max_window_bits=9")) {
      pieces(true, offering(terms), twoMessages(text));
      pieces(true, offering(terms), twoMessages(farBack()));
    }
    byte[] deflate = offering("");
    pieces(true, deflate, hex("c18700000000 f248cdc9c90700")); // "Hello"
    pieces(true, deflate, hex("c18100000000 00")); // empty
    pieces(true, deflate, hex("c18b00000000 000500faff48656c6c6f00")); // a stored block
    pieces(true, deflate, hex("c18800000000 f348cdc9c9070000")); // a final block
    pieces(true, deflate, hex("c18500000000 f248cdc9c9")); // cut off
    pieces(true, deflate, hex("c18500000000 ffffffffff")); // no DEFLATE
    pieces(true, deflate, hex("418200000000 f248" + "808500000000 cdc9c90700"));
    pieces(true, deflate, hex("418200000000 f248" + "898000000000" + "808500000000 cdc9c90700"));
    pieces(true, deflate, masked(0xc2, compress(new byte[600_000]), 0));
    byte[] bad = compress(new byte[] {(byte) 0xff, (byte) 0xff});
    pieces(true, deflate, masked(0xc1, bad, 0));
  }

  private void many() {
    frames("82ff000000010000000500000000 2a2a2a2a2a"); // declares 2^32 bytes more than come
    frames("818100000000 61".repeat(300));
    frames("898000000000".repeat(250));
    frames("8a8000000000".repeat(250) + "818100000000 61");
    frames("018000000000" + "008000000000".repeat(150) + "808000000000");
    frames("018000000000" + "008100000000 61".repeat(1100) + "808000000000");
    byte[] large = masked(0x82, new byte[250_000], 0);
    pieces(true, request(), joined(large, large));
  }

  /** The same bytes again after 4000 others that do not compress. */
  private static byte[] farBack() {
    byte[] bytes = new byte[5000];
    new Random(1).nextBytes(bytes);
    System.arraycopy(bytes, 0, bytes, 4000, 1000);
    return bytes;
  }

  /** The second one refers to the first. */
  private static byte[] twoMessages(byte[] message) {
    try (PerMessageDeflate deflate =
        new PerMessageDeflate(Role.CLIENT, DeflateParameters.DEFAULT, 1 << 20)) {
      return joined(
          masked(0xc2, deflate.compress(message), 0), masked(0xc2, deflate.compress(message), 0));
    }
  }

  private static byte[] compress(byte[] message) {
    try (PerMessageDeflate deflate =
        new PerMessageDeflate(Role.CLIENT, DeflateParameters.DEFAULT, 1 << 20)) {
      return deflate.compress(message);
    }
  }

  private void request(String head) {
    pieces(true, joined(bytes(head), hex("898100000000 21")));
  }

  private void frames(String frames) {
    pieces(true, request(), hex(frames));
  }

  private void pieces(boolean halfCloses, byte[]... pieces) {
    all.add(new Conversation(List.of(pieces), halfCloses));
  }

  static byte[] request() {
    return bytes(REQUEST + END);
  }

  private static byte[] offering(String terms) {
    return bytes(REQUEST + DEFLATE + terms + END + END);
  }

  private static byte[] masked(int first, byte[] payload, int key) {
    int length = payload.length;
    String extended =
        length < 126
            ? "%02x".formatted(0x80 | length)
            : length < 0x1_0000 ? "fe%04x".formatted(length) : "ff%016x".formatted(length);
    byte[] masked = payload.clone();
    for (int i = 0; i < length; i++) {
      masked[i] ^= (byte) (key >> 24 - 8 * (i & 3));
    }
    return joined(hex("%02x".formatted(first) + extended + "%08x".formatted(key)), masked);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(first);
    all.writeBytes(second);
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }
}
