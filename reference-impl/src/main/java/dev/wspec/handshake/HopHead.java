package dev.wspec.handshake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A head of HTTP/1.1 as an intermediary handles it: line by line, with what is no field left where
 * it is.
 *
 * @param first the request line or the status line
 * @param lines of the fields, without line ends
 */
public record HopHead(String first, List<String> lines) {

  private static final String CRLF = "\r\n";

  public HopHead {
    lines = List.copyOf(lines);
  }

  /** Reads a head, with or without its empty line. */
  public static HopHead parse(String text) {
    List<String> lines = List.of(text.split(CRLF));
    return new HopHead(
        lines.get(0), lines.stream().skip(1).filter(line -> !line.isEmpty()).toList());
  }

  /** An answer of the intermediary itself, after which it ends the connection. */
  public static HopHead refusing(int status, String reason) {
    return new HopHead(
        "HTTP/1.1 " + status + " " + reason, List.of("Content-Length: 0", "Connection: close"));
  }

  /** The whole head, as it is sent. */
  public String text() {
    return Stream.concat(Stream.of(first), lines.stream()).collect(Collectors.joining(CRLF))
        + CRLF
        + CRLF;
  }

  /** The status; 0 if the first line is no status line. */
  public int status() {
    return first.matches("HTTP/1\\.\\d \\d{3}( .*)?") ? Integer.parseInt(first.split(" ")[1]) : 0;
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    return lines.stream().filter(line -> is(line, name)).map(HopHead::value).toList();
  }

  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  /** The parts of a field that is a comma-separated list, in lower case. */
  public Set<String> tokens(String name) {
    return all(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(part -> part.strip().toLowerCase(Locale.ROOT))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public HopHead withFirst(String line) {
    return new HopHead(line, lines);
  }

  public HopHead without(String name) {
    return new HopHead(first, lines.stream().filter(line -> !is(line, name)).toList());
  }

  /** Puts this in the place of all fields of that name, or at the end. */
  public HopHead with(String name, String value) {
    return without(name).adding(name, value);
  }

  public HopHead adding(String name, String value) {
    List<String> more = new ArrayList<>(lines);
    more.add(name + ": " + value);
    return new HopHead(first, more);
  }

  /** Without Connection, what it names, and what is known to be for one hop (RFC 9110 §7.6.1). */
  public HopHead withoutHopByHop() {
    Set<String> hop = new TreeSet<>(tokens("Connection"));
    hop.addAll(List.of("connection", "keep-alive", "proxy-connection", "te", "upgrade"));
    return new HopHead(first, lines.stream().filter(line -> !hop.contains(name(line))).toList());
  }

  private static boolean is(String line, String name) {
    return name(line).equals(name.toLowerCase(Locale.ROOT));
  }

  private static String name(String line) {
    return line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }
}
