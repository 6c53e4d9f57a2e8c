package dev.wspec.handshake;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of Sec-WebSocket-Extensions in the grammar of RFC 6455 §9.1; several fields mean the
 * same as one. Blanks may stand around every token (RFC 2616 §2.1) and elements of a list may be
 * empty, but not all of them.
 */
public record ExtensionList(List<Extension> extensions) {
  public static final ExtensionList EMPTY = new ExtensionList(List.of());

  public static final String FIELD = "Sec-WebSocket-Extensions";

  public ExtensionList {
    extensions = List.copyOf(extensions);
  }

  /**
   * The extensions that a head lists, none if it has no such field.
   *
   * @throws HandshakeViolation if the grammar is broken, with which the connection fails (§9.1)
   */
  public static ExtensionList of(Fields fields) throws HandshakeViolation {
    List<String> values = fields.all(FIELD);
    if (values.isEmpty()) {
      return EMPTY;
    }
    List<Extension> all = new ArrayList<>();
    for (String value : values) {
      new Parser(value).list(all);
    }
    if (all.isEmpty()) {
      throw new HandshakeViolation(FIELD + " names no extension");
    }
    return new ExtensionList(all);
  }

  private static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    void list(List<Extension> all) throws HandshakeViolation {
      do {
        blanks();
        if (at < text.length() && text.charAt(at) != ',') {
          all.add(extension());
        }
      } while (take(','));
      if (at < text.length()) {
        throw broken();
      }
    }

    private Extension extension() throws HandshakeViolation {
      String name = token();
      List<Extension.Parameter> parameters = new ArrayList<>();
      while (take(';')) {
        blanks();
        String parameter = token();
        parameters.add(new Extension.Parameter(parameter, take('=') ? value() : null));
      }
      return new Extension(name, parameters);
    }

    private String value() throws HandshakeViolation {
      blanks();
      return take('"') ? quoted() : token();
    }

    /** The rest of a quoted string, which has to be a token once unquoted. */
    private String quoted() throws HandshakeViolation {
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\') {
          at++;
        }
        if (at < text.length()) {
          value.append(text.charAt(at++));
        }
      }
      if (at == text.length() || !Tokens.isToken(value.toString())) {
        throw broken();
      }
      at++;
      return value.toString();
    }

    private String token() throws HandshakeViolation {
      int from = at;
      while (at < text.length() && Tokens.isTokenCharacter(text.charAt(at))) {
        at++;
      }
      if (at == from) {
        throw broken();
      }
      return text.substring(from, at);
    }

    private boolean take(char c) {
      blanks();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void blanks() {
      while (at < text.length() && Tokens.isBlank(text.charAt(at))) {
        at++;
      }
    }

    private HandshakeViolation broken() {
      return new HandshakeViolation(FIELD + " breaks its grammar at character " + at);
    }
  }
}
