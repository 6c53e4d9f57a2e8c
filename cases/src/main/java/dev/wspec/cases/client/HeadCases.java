package dev.wspec.cases.client;

import static dev.wspec.cases.client.Answers.accepted;
import static dev.wspec.cases.client.Answers.doubtful;
import static dev.wspec.cases.client.Answers.free;
import static dev.wspec.cases.client.Answers.tolerated;

import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.RawAnswer;
import dev.wspec.conformance.Segmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a client makes of the form of the response head (RFC 9110 §5, RFC 9112 §2 and §5). */
final class HeadCases {

  private static final String FOLDED = "RFC 9112 §5.2 is about senders that should not exist";
  private static final String CONTROL =
      "RFC 9110 §5.5 lets a recipient replace the octet by a blank";

  private HeadCases() {}

  static Stream<ConformanceCase> all() {
    return Stream.of(fields(), limits(), segments(), syntax()).flatMap(cases -> cases);
  }

  private static Stream<ConformanceCase> fields() {
    return Stream.of(
        accepted(
            "head/reversed",
            "The order of the fields carries no meaning",
            "6455-1.3-01",
            RawAnswer::reversed),
        accepted(
            "head/unknown-fields",
            "Fields that the client does not know are passed over",
            "9110-5.1-01",
            a -> a.adding("Server", "wspec").adding("X-Unknown", "1").adding("Date", "today")),
        accepted(
            "head/cookie",
            "A Set-Cookie in the 101 is in nobody's way",
            "6455-4.1-68",
            a -> a.adding("Set-Cookie", "id=1; Path=/; HttpOnly")),
        accepted(
            "head/content-length",
            "A Content-Length of a 101 is ignored",
            "9112-6.3-01",
            a -> a.adding("Content-Length", "0")),
        accepted(
            "head/content-length-of-more",
            "A 101 has no body, whatever its Content-Length says",
            "9112-6.3-01",
            a -> a.adding("Content-Length", "7")),
        accepted(
            "head/chunked",
            "A 101 has no body, whatever its Transfer-Encoding says",
            "9112-6.3-01",
            a -> a.adding("Transfer-Encoding", "chunked")),
        accepted(
            "head/empty-value",
            "A field with an empty value is a field",
            "9112-5-01",
            a -> a.adding("X-Empty", "")),
        accepted(
            "head/no-blank-behind-colon",
            "The blank behind a colon may be missing",
            "9112-5-01",
            a -> a.without("Upgrade").line("Upgrade:websocket")),
        accepted(
            "head/tab-behind-colon",
            "A tab behind a colon is a blank",
            "9110-5.5-01",
            a -> a.without("Upgrade").line("Upgrade:\twebsocket\t")),
        accepted(
            "head/colon-in-value",
            "Only the first colon of a line ends the name",
            "9112-5-01",
            a -> a.adding("X-Time", "12:34:56")),
        accepted(
            "head/octets-beyond-ascii",
            "Octets beyond ASCII in the value of an unknown field are in nobody's way",
            "9112-2.2-01",
            a -> a.adding("X-Name", "J\u00fcrgen")));
  }

  private static Stream<ConformanceCase> limits() {
    List<ConformanceCase> cases = new ArrayList<>();
    for (int size : new int[] {1000, 4000}) {
      cases.add(
          accepted(
              "head/long-field~octets=" + size,
              "A field of " + size + " octets is taken",
              "9112-2.2-01",
              a -> a.adding("X-Long", "a".repeat(size))));
    }
    for (int size : new int[] {8000, 16000, 65536, 1 << 20}) {
      cases.add(
          free(
              "head/huge-field~octets=" + size,
              "A field of " + size + " octets is taken, or refused without harm",
              "6455-4.1-47",
              a -> a.adding("X-Long", "a".repeat(size))));
    }
    cases.add(
        accepted(
            "head/many-fields~count=50",
            "A head of 50 more fields is taken",
            "9112-2.2-01",
            a -> with(a, 50)));
    for (int count : new int[] {200, 1000, 5000}) {
      cases.add(
          free(
              "head/many-fields~count=" + count,
              "A head of " + count + " more fields is taken, or refused without harm",
              "6455-4.1-47",
              a -> with(a, count)));
    }
    return cases.stream();
  }

  private static RawAnswer with(RawAnswer answer, int fields) {
    return answer.line(
        IntStream.range(0, fields).mapToObj(i -> "X-Field-" + i + ": " + i).toArray(String[]::new));
  }

  private static Stream<ConformanceCase> segments() {
    return Stream.of(
        accepted(
            "segments/bytewise",
            "A response that comes octet by octet is read to its end",
            "6455-4.1-47",
            a -> a.segmented(Segmentation.bytewise())),
        accepted(
            "segments/pieces~size=7",
            "A response in pieces of 7 octets is read to its end",
            "6455-4.1-47",
            a -> a.segmented(Segmentation.pieces(7))),
        accepted(
            "segments/cut-amid-crlf",
            "A response cut between CR and LF of the last line is read to its end",
            "6455-4.1-47",
            a -> a.segmented(Segmentation.cutAt(a.head().length() - 1))),
        accepted(
            "segments/cut-before-last-crlf",
            "A response cut before its empty line is read to its end",
            "6455-4.1-47",
            a -> a.segmented(Segmentation.cutAt(a.head().length() - 2))),
        accepted(
            "segments/cut-in-status-line",
            "A response cut within its status is read to its end",
            "6455-4.1-47",
            a -> a.segmented(Segmentation.cutAt(10))));
  }

  private static Stream<ConformanceCase> syntax() {
    return Stream.of(
        free(
            "head/bare-lf",
            "Lines that end with LF alone are taken or refused",
            "9112-2.2-02",
            a -> a.lineEnd("\n")),
        tolerated(
            "head/folded",
            "A folded value is unfolded",
            "9112-5.2-03",
            FOLDED,
            a -> a.line("X-Folded: one").line(" two")),
        doubtful(
            "head/blank-before-colon",
            "A blank before the colon makes the line no field",
            "9112-5.1-02",
            "what a client makes of it is not said",
            a -> a.without("Upgrade").line("Upgrade : websocket")),
        doubtful(
            "head/nul-in-value",
            "A NUL in a value is refused or replaced",
            "9110-5.5-02",
            CONTROL,
            a -> a.adding("X-Nul", "a\0b")),
        doubtful(
            "head/bare-cr-in-value",
            "A bare CR in a value is refused or replaced",
            "9112-2.2-04",
            CONTROL,
            a -> a.adding("X-Cr", "a\rb")),
        doubtful(
            "head/line-without-colon",
            "A line without a colon is no field",
            "9112-5-01",
            "what a client makes of it is not said",
            a -> a.line("this is no field")),
        free(
            "head/blank-before-first-field",
            "A line that begins with a blank right behind the status line is refused or dropped",
            "9112-2.2-08",
            a -> a.statusLine("HTTP/1.1 101 Switching Protocols\r\n X-Odd: 1")));
  }
}
