package dev.wspec.behaviour;

import dev.wspec.protocol.Frame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What a page sends when it does what it was told, as the WebSocket object of a browser has it. */
final class PageScript {

  private static final int LONGEST_REASON = 123;
  private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

  private PageScript() {}

  static List<Frame> obey(String order) {
    String[] words = order.split(" ");
    return switch (words[0]) {
      case "!close" ->
          List.of(
              words.length == 1
                  ? Frame.close()
                  : Frame.close(Integer.parseInt(words[1]), words[2]));
      case "!send-and-close" ->
          List.of(Frame.text("one"), Frame.binary(new byte[] {2}), Frame.close(1000, ""));
      case "!send-surrogate" -> List.of(Frame.text("a\uFFFDb"), Frame.close(1000, ""));
      case "!try-close" ->
          List.of(
              Frame.text(closing(Integer.parseInt(words[1]), words.length > 2 ? words[2] : "")));
      case "!try-new" ->
          List.of(
              Frame.text(constructing(words[1], Arrays.asList(words).subList(2, words.length))));
      default -> List.of();
    };
  }

  /** What {@code close(code, reason)} throws. */
  private static String closing(int code, String reason) {
    if (code != 1000 && (code < 3000 || code > 4999)) {
      return "InvalidAccessError";
    }
    return reason.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON ? "SyntaxError" : "none";
  }

  /** What {@code new WebSocket(url, protocols)} throws. */
  private static String constructing(String url, List<String> protocols) {
    boolean distinct = protocols.stream().distinct().count() == protocols.size();
    boolean tokens = protocols.stream().allMatch(p -> p.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
    return distinct && tokens && isAddress(url) ? "none" : "SyntaxError";
  }

  private static boolean isAddress(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null
          && uri.getRawFragment() == null
          && SCHEMES.contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
