package dev.wspec.cases.client;

import static dev.wspec.cases.client.ClientJudges.request;
import static dev.wspec.conformance.Opinion.broken;
import static dev.wspec.conformance.Opinion.held;
import static dev.wspec.conformance.Opinion.notApplicable;
import static dev.wspec.conformance.RawFrame.text;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Conversation;
import dev.wspec.conformance.Judge;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.ScannedFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The request that a client opens with (RFC 6455 §4.1). */
final class RequestCases {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String KEY = "Sec-WebSocket-Key";
  private static final String PROTOCOL = "Sec-WebSocket-Protocol";
  private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
  private static final int ENOUGH_KEYS = 4;

  private RequestCases() {}

  static Stream<ConformanceCase> all() {
    List<ConformanceCase> cases = new ArrayList<>();
    cases.add(
        Answers.ofClients("request/line", "The request line is GET, a path and HTTP/1.1")
            .stimulus(Answers.sound(a -> a))
            .check(
                "6455-4.1-23",
                request("the method GET", r -> is(r.method().strip().equals("GET"), r.method())))
            .check(
                "6455-4.1-24",
                request(
                    "HTTP/1.1 or later",
                    r -> is(r.version().matches("HTTP/1\\.[1-9]"), r.version())))
            .check(
                "9112-3.2.1-01",
                request("a target that begins with /", r -> is(isTarget(r.target()), r.target())))
            .check(
                "9112-2.2-07",
                request(
                    "nothing but fields behind the request line",
                    r -> is(r.fieldLines().isEmpty(), String.join(" | ", r.fieldLines()))))
            .build());
    cases.add(
        Answers.ofClients("request/fields", "The request has the fields that make a handshake")
            .stimulus(Answers.sound(a -> a))
            .check("6455-4.1-26", once("Host"))
            .check("9112-3.2-02", request("the Host of the URL", RequestCases::host))
            .check("6455-4.1-28", request("an Upgrade field", r -> present(r, "Upgrade")))
            .check("6455-4.1-29", lists("Upgrade", "websocket"))
            .check("6455-4.1-30", request("a Connection field", r -> present(r, "Connection")))
            .check("6455-4.1-31", lists("Connection", "upgrade"))
            .check("6455-4.1-38", once("Sec-WebSocket-Version"))
            .check(
                "6455-4.1-39",
                request(
                    "version 13",
                    r ->
                        is(
                            r.field("Sec-WebSocket-Version").orElse("").equals("13"),
                            r.field("Sec-WebSocket-Version").orElse("none"))))
            .build());
    cases.add(
        Answers.ofClients("request/key", "The key is one nonce of 16 octets in base64")
            .stimulus(Answers.sound(a -> a))
            .check("6455-4.1-32", request("a key", r -> present(r, KEY)))
            .check("6455-11.3.1-01", once(KEY))
            .check("6455-4.1-33", request("base64 of 16 octets", RequestCases::key))
            .check("4648-3.5-01", request("pad bits of zero", RequestCases::padBits))
            .build());
    cases.add(
        Answers.ofClients("request/key-fresh", "Every connection has a key of its own")
            .stimulus(
                wire -> {
                  wire.recall();
                  wire.open();
                  Answers.converse(wire);
                })
            .check("6455-4.1-34", freshKeys())
            .build());
    cases.add(
        Answers.ofClients("request/lists", "What the request offers is written as it has to be")
            .stimulus(Answers.sound(a -> a))
            .check("6455-4.1-41", request("subprotocols that are tokens", RequestCases::protocols))
            .check("6455-4.1-42", request("subprotocols that differ", RequestCases::distinct))
            .check("6455-9.1-01", request("a list of extensions", RequestCases::extensions))
            .check("7692-7-01", request("known parameters with sound values", OfferedDeflate::of))
            .check("9110-5.6.1-02", request("no empty members", RequestCases::noEmptyMembers))
            .build());
    cases.add(
        Answers.ofClients("request/silence", "Nothing follows the request before the answer")
            .stimulus(Answers.bad(a -> RawAnswer.refusing(403, "Forbidden")))
            .check("6455-4.1-46", silence())
            .build());
    cases.add(
        Answers.ofClients("masking-keys", "Masking keys differ from connection to connection")
            .stimulus(
                wire -> {
                  wire.recall();
                  wire.open();
                  for (int i = 0; i < 8; i++) {
                    wire.exchange(text("message " + i));
                  }
                  wire.close();
                })
            .check("6455-10.3-01", freshMasks())
            .build());
    return cases.stream();
  }

  private static Opinion is(boolean right, String seen) {
    return right ? held("It is so: " + quoted(seen)) : broken("It sent: " + quoted(seen));
  }

  private static String quoted(String seen) {
    return "\"" + (seen.length() > 100 ? seen.substring(0, 100) + "…" : seen) + "\".";
  }

  private static boolean isTarget(String target) {
    return target.startsWith("/")
        && target.chars().allMatch(c -> c > ' ' && c < 0x7F)
        && !target.contains("#");
  }

  private static Opinion present(RawRequest request, String name) {
    return is(request.field(name).isPresent(), name + ": " + request.field(name).orElse(""));
  }

  private static Judge once(String name) {
    return request(
        "one " + name + " field",
        r -> is(r.all(name).size() == 1, r.all(name).size() + " fields " + name));
  }

  private static List<String> members(RawRequest request, String name) {
    return Arrays.stream(String.join(",", request.all(name)).split(","))
        .map(String::strip)
        .filter(member -> !member.isEmpty())
        .toList();
  }

  private static Judge lists(String name, String member) {
    return request(
        name + " that lists " + member,
        r ->
            is(
                members(r, name).stream().anyMatch(member::equalsIgnoreCase),
                String.join(", ", r.all(name))));
  }

  private static Opinion host(RawRequest request) {
    String host = request.field("Host").orElse("");
    return is(host.matches("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?"), "Host: " + host);
  }

  private static Opinion key(RawRequest request) {
    String key = request.field(KEY).orElse("");
    return is(key.matches("[A-Za-z0-9+/]{22}=="), key);
  }

  /** The last character of 16 octets in base64 stands for two bits. */
  private static Opinion padBits(RawRequest request) {
    String key = request.field(KEY).orElse("");
    if (!key.matches("[A-Za-z0-9+/]{22}==")) {
      return notApplicable("the key is no base64 of 16 octets");
    }
    return is("AQgw".indexOf(key.charAt(21)) >= 0, key);
  }

  private static Judge freshKeys() {
    return Judge.of(
        "another key for every connection, none of them made up of a counter or of zeros",
        transcript -> {
          List<String> keys = new ArrayList<>();
          for (Conversation c : transcript.conversations()) {
            c.opened().flatMap(o -> o.request().field(KEY)).ifPresent(keys::add);
          }
          if (keys.size() < ENOUGH_KEYS) {
            return notApplicable(ENOUGH_KEYS + " connections are needed to tell");
          }
          Set<String> distinct = new HashSet<>(keys);
          if (distinct.size() < keys.size()) {
            return broken(keys.size() + " connections had " + distinct.size() + " keys.");
          }
          return fixedOctets(keys);
        });
  }

  /** Of sixteen octets of chance hardly one stays the same in four keys. */
  private static Opinion fixedOctets(List<String> keys) {
    List<byte[]> nonces = new ArrayList<>();
    for (String key : keys) {
      if (key.matches("[A-Za-z0-9+/]{22}==")) {
        nonces.add(Base64.getDecoder().decode(key));
      }
    }
    int same = 0;
    for (int i = 0; i < 16 && nonces.size() >= ENOUGH_KEYS; i++) {
      int at = i;
      same += nonces.stream().allMatch(n -> n[at] == nonces.get(0)[at]) ? 1 : 0;
    }
    return same >= 4
        ? broken(same + " of 16 octets are the same in " + keys.size() + " keys.")
        : held(keys.size() + " connections had as many keys.");
  }

  private static Opinion protocols(RawRequest request) {
    if (request.field(PROTOCOL).isEmpty()) {
      return notApplicable("it offers no subprotocol");
    }
    List<String> members = members(request, PROTOCOL);
    return is(
        !members.isEmpty() && members.stream().allMatch(m -> m.matches(TOKEN)),
        String.join(", ", request.all(PROTOCOL)));
  }

  private static Opinion distinct(RawRequest request) {
    List<String> members = members(request, PROTOCOL);
    return members.isEmpty()
        ? notApplicable("it offers no subprotocol")
        : is(new HashSet<>(members).size() == members.size(), String.join(", ", members));
  }

  private static Opinion extensions(RawRequest request) {
    if (request.field(EXTENSIONS).isEmpty()) {
      return notApplicable("it offers no extension");
    }
    String parameter = TOKEN + "(\\s*=\\s*(" + TOKEN + "|\"" + TOKEN + "\"))?";
    String extension = TOKEN + "(\\s*;\\s*" + parameter + ")*";
    return is(
        members(request, EXTENSIONS).stream().allMatch(m -> m.matches(extension)),
        String.join(", ", request.all(EXTENSIONS)));
  }

  private static Opinion noEmptyMembers(RawRequest request) {
    for (String name : List.of(PROTOCOL, EXTENSIONS, "Connection", "Upgrade")) {
      for (String value : request.all(name)) {
        if (Arrays.stream(value.split(",", -1)).anyMatch(String::isBlank)) {
          return broken(name + " has an empty member: " + quoted(value));
        }
      }
    }
    return held("No list has an empty member.");
  }

  private static Judge silence() {
    return Judge.of(
        "nothing before our answer",
        transcript -> {
          Conversation c = transcript.main();
          if (c.refused().isEmpty()) {
            return notApplicable("the client did not ask");
          }
          boolean spoke = !c.received().isEmpty();
          return spoke
              ? broken("It sent a " + c.received().get(0).name() + " frame.")
              : held("Nothing came but the request.");
        });
  }

  private static Judge freshMasks() {
    return Judge.of(
        "other masking keys in every connection",
        transcript -> {
          Function<Conversation, List<Integer>> keys =
              c ->
                  c.received().stream()
                      .filter(ScannedFrame::masked)
                      .map(ScannedFrame::maskingKey)
                      .limit(8)
                      .toList();
          List<List<Integer>> all =
              transcript.conversations().stream().map(keys).filter(k -> !k.isEmpty()).toList();
          if (all.size() < ENOUGH_KEYS) {
            return notApplicable(ENOUGH_KEYS + " connections are needed to tell");
          }
          List<Integer> firsts = all.stream().map(k -> k.get(0)).toList();
          int distinct = new HashSet<>(firsts).size();
          // Of some dozen random keys two may be equal once in a blue moon, but not three.
          return distinct < firsts.size() - 1
              ? broken(
                  firsts.size()
                      + " connections began with "
                      + distinct
                      + " masking keys: "
                      + String.format(Locale.ROOT, "%08x", firsts.get(0))
                      + " …")
              : held(firsts.size() + " connections began with " + distinct + " masking keys.");
        });
  }
}
