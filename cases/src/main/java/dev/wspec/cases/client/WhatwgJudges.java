package dev.wspec.cases.client;

import static dev.wspec.cases.client.ClientJudges.request;

import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Message;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.Payload;
import dev.wspec.conformance.RawFrame;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.ScannedFrame;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a browser sent, and what its page says that it saw. */
final class WhatwgJudges {

  private static final String SAW = "&saw=";
  private static final Pattern ESCAPE = Pattern.compile("%([0-7][0-9A-Fa-f])");

  private WhatwgJudges() {}

  /** A page that we have served has our address for its origin. */
  static Judge originOfThePage() {
    return request(
        "an Origin with the host of the page",
        r -> {
          String host = r.field("Host").orElse("");
          String origin = r.field("Origin").orElse("");
          return List.of("http://" + host, "https://" + host).contains(origin)
              ? Opinion.held("Origin: " + origin)
              : Opinion.broken(
                  origin.isEmpty() ? "No Origin came." : "Origin: " + origin + " for " + host);
        });
  }

  /** Cache mode no-store and no referrer, as Fetch writes them. */
  static Judge fetchesAfresh() {
    return request(
        "Cache-Control: no-cache and no Referer",
        r -> {
          boolean afresh = r.field("Cache-Control").orElse("").equalsIgnoreCase("no-cache");
          return r.field("Referer").isPresent()
              ? Opinion.broken("It sent a Referer.")
              : afresh
                  ? Opinion.held("No cache may answer it.")
                  : Opinion.broken("It did not ask for no cache.");
        });
  }

  static Judge offersDeflate() {
    return request(
        "an offer of permessage-deflate",
        r ->
            r.field("Sec-WebSocket-Extensions").orElse("").contains("permessage-deflate")
                ? Opinion.held("It offers permessage-deflate.")
                : Opinion.broken("It does not offer permessage-deflate."));
  }

  static Judge lists(String field, String... members) {
    return request(
        "one field " + field + ": " + String.join(", ", members),
        r -> {
          List<String> values = r.all(field);
          List<String> seen =
              values.size() != 1
                  ? List.of()
                  : Arrays.stream(values.get(0).split(",")).map(String::strip).toList();
          return seen.equals(List.of(members))
              ? Opinion.held(field + ": " + values.get(0))
              : Opinion.broken("It sent " + values + ".");
        });
  }

  /** The page came back to tell of the end, and not because we had sent it elsewhere. */
  static Judge doesNotFollow() {
    return Judge.of(
        "no request for where the redirect leads",
        t -> {
          Optional<String> target = later(t.conversations());
          if (target.isEmpty()) {
            return Opinion.notApplicable("the page did not come back");
          }
          return target.get().contains("redirected=1")
              ? Opinion.broken("It followed the redirect.")
              : Opinion.held("It did not follow.");
        });
  }

  /** All of this stands in what the page says. */
  static Judge saw(String... parts) {
    return Judge.of(
        "a page that saw " + String.join(" ", parts),
        t -> {
          Optional<String> target = later(t.conversations()).filter(x -> x.contains(SAW));
          if (target.isEmpty()) {
            return Opinion.broken("The page did not say what it saw.");
          }
          String encoded = target.get().substring(target.get().indexOf(SAW) + SAW.length());
          String report = decoded(encoded);
          return Arrays.stream(parts).allMatch(report::contains)
              ? Opinion.held("It saw " + report)
              : Opinion.broken("It saw " + report);
        });
  }

  /** The text with its escapes resolved; what pages say is ASCII. */
  private static String decoded(String text) {
    return ESCAPE.matcher(text).replaceAll(m -> "\\" + (char) Integer.parseInt(m.group(1), 16));
  }

  /** What the second connection asked for. */
  private static Optional<String> later(List<Conversation> conversations) {
    return conversations.stream()
        .skip(1)
        .flatMap(c -> ClientJudges.requestOf(c).stream())
        .map(RawRequest::target)
        .findFirst();
  }

  /** Its Close has this body. */
  static Judge closes(RawFrame close) {
    String expected = HexFormat.of().formatHex(close.payload());
    return Judge.of(
        "a Close with the body \"" + expected + "\"",
        t -> {
          Optional<ScannedFrame> seen = t.main().closeReceived();
          if (seen.isEmpty()) {
            return Opinion.broken("No Close came.");
          }
          String body = seen.get().payload().hex();
          return body.equals(expected)
              ? Opinion.held("The body of its Close is \"" + body + "\".")
              : Opinion.broken("The body of its Close is \"" + body + "\".");
        });
  }

  /** Its messages are these. */
  static Judge sends(RawFrame... frames) {
    List<Message> expected =
        Arrays.stream(frames)
            .map(f -> new Message(f.opcode(), Payload.whole(f.payload()), 1, false, -1, null))
            .toList();
    return Judge.of(
        "these messages: " + expected,
        t -> {
          List<Message> seen = t.main().messagesReceived();
          boolean same = seen.size() == expected.size();
          for (int i = 0; same && i < seen.size(); i++) {
            same = expected.get(i).sameContent(seen.get(i));
          }
          return same
              ? Opinion.held("It sent " + seen + ".")
              : Opinion.broken("It sent " + seen + ".");
        });
  }
}
