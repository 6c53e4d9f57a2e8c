package dev.wspec.cases.client;

import static dev.wspec.cases.client.ClientJudges.request;
import static dev.wspec.conformance.Opinion.broken;
import static dev.wspec.conformance.Opinion.held;
import static dev.wspec.conformance.Opinion.notApplicable;
import static dev.wspec.conformance.Opinion.tolerable;

import dev.wspec.conformance.CaseAddress;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.Field;
import dev.wspec.conformance.Opinion;
import dev.wspec.conformance.RawRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the request is written (RFC 9112), and whether it asks for what it was told to ask for. */
final class RequestSyntaxCases {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern ORIGIN =
      Pattern.compile("null|[a-z][a-z0-9+.-]*://(\\[[0-9a-f:.]+]|[^/?#@\\s:]+)(:\\d{1,5})?");

  private RequestSyntaxCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(
        Answers.ofClients("request/syntax", "The request is written as HTTP has it")
            .stimulus(Answers.sound(a -> a))
            .check("6455-4.1-22", request("names that are tokens", RequestSyntaxCases::names))
            .check("9112-2.2-03", request("no bare CR", RequestSyntaxCases::bareCr))
            .check("9112-2.2-05", request("no empty line before it", RequestSyntaxCases::begins))
            .check("9112-5.2-01", request("no folded line", RequestSyntaxCases::folds))
            .check("6455-3-06", request("a target without #", RequestSyntaxCases::fragment))
            .check("6455-11.3.5-02", request("at most one version", RequestSyntaxCases::version))
            .build(),
        Answers.ofClients("request/host", "Host comes first, with the port of the address")
            .stimulus(Answers.sound(a -> a))
            .check("9110-7.2-02", request("Host as the first field", RequestSyntaxCases::hostFirst))
            .check("6455-4.1-27", request("Host with a port", RequestSyntaxCases::port))
            .build(),
        Answers.ofClients("request/origin", "An Origin is scheme, host and port")
            .stimulus(Answers.sound(a -> a))
            .check(
                "6455-4.1-37",
                request("no Origin, or a serialised one", RequestSyntaxCases::origin))
            .build(),
        Answers.ofClients(
                "request/target", "Path and query are those of the address, octet by octet")
            .stimulus(Answers.sound(a -> a))
            .check("6455-3-04", request("the path as it was written", RequestSyntaxCases::path))
            .check("6455-3-05", request("the query behind it", RequestSyntaxCases::query))
            .check("6455-4.1-25", request("the resource name", RequestSyntaxCases::resourceName))
            .build());
  }

  private static Opinion names(RawRequest request) {
    return request.fields().stream()
        .filter(f -> !TOKEN.matcher(f.name()).matches() || hasControls(f.value()))
        .findFirst()
        .map(f -> broken("It sent the field \"" + shown(f.name() + ": " + f.value()) + "\"."))
        .orElseGet(() -> held("All " + request.fields().size() + " fields are well-formed."));
  }

  /** A bare CR is another question. */
  private static boolean hasControls(String value) {
    return value.chars().anyMatch(c -> (c < ' ' && c != '\t' && c != '\r') || c == 0x7F);
  }

  private static Opinion bareCr(RawRequest request) {
    boolean bare =
        request.head().replace("\r\n", "").indexOf('\r') >= 0
            || request.fields().stream().map(Field::value).anyMatch(v -> v.indexOf('\r') >= 0);
    return bare ? broken("A CR came without LF.") : held("Every CR comes with LF.");
  }

  private static Opinion begins(RawRequest request) {
    return !request.method().equals(request.method().strip())
        ? broken("It begins with an empty line.")
        : held("It begins with its request line.");
  }

  private static Opinion folds(RawRequest request) {
    return request.fieldLines().stream()
        .filter(line -> line.startsWith(" ") || line.startsWith("\t"))
        .findFirst()
        .map(line -> broken("A field goes on in the line \"" + shown(line) + "\"."))
        .orElseGet(() -> held("Every field has one line."));
  }

  private static Opinion fragment(RawRequest request) {
    return request.target().indexOf('#') >= 0
        ? broken("It asked for " + shown(request.target()) + ".")
        : held("It asked for " + shown(request.target()) + ".");
  }

  private static Opinion version(RawRequest request) {
    int count = request.all("Sec-WebSocket-Version").size();
    return count > 1 ? broken(count + " fields came.") : held(count + " came.");
  }

  private static Opinion hostFirst(RawRequest request) {
    String first = request.fields().isEmpty() ? "" : request.fields().get(0).name();
    return first.equalsIgnoreCase("Host")
        ? held("Host is the first field.")
        : broken("The first field is " + shown(first) + ".");
  }

  private static Opinion port(RawRequest request) {
    Optional<String> host = request.field("Host");
    if (host.isEmpty()) {
      return notApplicable("there is no Host");
    }
    String observed = "Host: " + shown(host.get());
    return host.get().matches(".*:\\d{1,5}")
        ? held(observed)
        : tolerable(observed, "behind a port 80 or 443 that is mapped to ours it would be right");
  }

  private static Opinion origin(RawRequest request) {
    Optional<String> origin = request.field("Origin");
    if (origin.isEmpty()) {
      return notApplicable("it sends no Origin");
    }
    String observed = "Origin: " + shown(origin.get());
    return ORIGIN.matcher(origin.get()).matches() ? held(observed) : broken(observed);
  }

  private static Opinion path(RawRequest request) {
    return compared(request, withoutQuery(CaseAddress.TAIL), withoutQuery(request.target()));
  }

  private static Opinion query(RawRequest request) {
    return compared(request, queryOf(CaseAddress.TAIL), queryOf(request.target()));
  }

  private static Opinion resourceName(RawRequest request) {
    return compared(request, CaseAddress.TAIL, request.target());
  }

  /** What a driver asks for it has put together itself; only what we gave out is known to us. */
  private static Opinion compared(RawRequest request, String given, String asked) {
    if (!CaseAddress.isOurs(request.target())) {
      return notApplicable("the driver wrote the address");
    }
    String observed = "It asked for " + shown(request.target()) + ".";
    return asked.endsWith(given) ? held(observed) : broken(observed);
  }

  private static String withoutQuery(String target) {
    return target.split("\\?", 2)[0];
  }

  private static String queryOf(String target) {
    String[] parts = target.split("\\?", 2);
    return parts.length == 2 ? "?" + parts[1] : "";
  }

  private static String shown(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }
}
