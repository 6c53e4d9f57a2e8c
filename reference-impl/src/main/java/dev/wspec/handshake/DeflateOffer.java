package dev.wspec.handshake;

import dev.wspec.protocol.DeflateParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client offers for permessage-deflate (RFC 7692 §7.1).
 *
 * @param serverMaxWindowBits 8 to 15, or 0 if the offer does not have the parameter
 * @param clientMaxWindowBits 8 to 15, 15 if the parameter has no value, or 0 if it is not there
 */
public record DeflateOffer(
    boolean serverNoContextTakeover,
    boolean clientNoContextTakeover,
    int serverMaxWindowBits,
    int clientMaxWindowBits) {
  public static final String NAME = "permessage-deflate";

  /** An offer that accepts whatever the server wants. */
  public static final DeflateOffer ANY =
      new DeflateOffer(false, false, 0, DeflateParameters.MAX_WINDOW_BITS);

  static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
  static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
  static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
  static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

  /**
   * The offer that {@code extension} makes, or null if it is another extension or one to decline: a
   * parameter is unknown, comes twice or has an invalid value (§7).
   */
  public static @Nullable DeflateOffer of(Extension extension) {
    return extension.name().equals(NAME) ? read(extension, true) : null;
  }

  /** Reads the parameters of an offer or of an answer, where a window size needs its value. */
  private static @Nullable DeflateOffer read(Extension extension, boolean valueOptional) {
    boolean serverNoContextTakeover = false;
    boolean clientNoContextTakeover = false;
    int serverBits = 0;
    int clientBits = 0;
    for (Extension.Parameter parameter : extension.parameters()) {
      String value = parameter.value();
      boolean valid;
      switch (parameter.name()) {
        case SERVER_NO_CONTEXT_TAKEOVER -> {
          valid = !serverNoContextTakeover && value == null;
          serverNoContextTakeover = true;
        }
        case CLIENT_NO_CONTEXT_TAKEOVER -> {
          valid = !clientNoContextTakeover && value == null;
          clientNoContextTakeover = true;
        }
        case SERVER_MAX_WINDOW_BITS -> {
          valid = serverBits == 0;
          serverBits = windowBits(value);
          valid &= serverBits != 0;
        }
        case CLIENT_MAX_WINDOW_BITS -> {
          valid = clientBits == 0;
          clientBits =
              value == null && valueOptional
                  ? DeflateParameters.MAX_WINDOW_BITS
                  : windowBits(value);
          valid &= clientBits != 0;
        }
        default -> valid = false;
      }
      if (!valid) {
        return null;
      }
    }
    return new DeflateOffer(
        serverNoContextTakeover, clientNoContextTakeover, serverBits, clientBits);
  }

  /** A decimal number from 8 to 15 without leading zeros (§7.1.2.1), or 0. */
  private static int windowBits(@Nullable String value) {
    if (value == null) {
      return 0;
    }
    return switch (value) {
      case "8", "9", "10", "11", "12", "13", "14", "15" -> Integer.parseInt(value);
      default -> 0;
    };
  }

  /** The parameters a server agrees to that grants all this offer asks or hints for. */
  public DeflateParameters granted() {
    return new DeflateParameters(
        serverNoContextTakeover,
        clientNoContextTakeover,
        serverMaxWindowBits == 0 ? DeflateParameters.MAX_WINDOW_BITS : serverMaxWindowBits,
        clientMaxWindowBits == 0 ? DeflateParameters.MAX_WINDOW_BITS : clientMaxWindowBits);
  }

  /** This offer as a client writes it. */
  public Extension toExtension() {
    List<Extension.Parameter> parameters = new ArrayList<>();
    addFlags(parameters, serverNoContextTakeover, clientNoContextTakeover);
    if (serverMaxWindowBits != 0) {
      add(parameters, SERVER_MAX_WINDOW_BITS, Integer.toString(serverMaxWindowBits));
    }
    if (clientMaxWindowBits == DeflateParameters.MAX_WINDOW_BITS) {
      add(parameters, CLIENT_MAX_WINDOW_BITS, null);
    } else if (clientMaxWindowBits != 0) {
      add(parameters, CLIENT_MAX_WINDOW_BITS, Integer.toString(clientMaxWindowBits));
    }
    return new Extension(NAME, parameters);
  }

  /** The answer with which a server accepts this offer on the terms of {@code agreed}. */
  public Extension answer(DeflateParameters agreed) {
    List<Extension.Parameter> parameters = new ArrayList<>();
    addFlags(parameters, agreed.serverNoContextTakeover(), agreed.clientNoContextTakeover());
    if (serverMaxWindowBits != 0
        || agreed.serverMaxWindowBits() < DeflateParameters.MAX_WINDOW_BITS) {
      add(parameters, SERVER_MAX_WINDOW_BITS, Integer.toString(agreed.serverMaxWindowBits()));
    }
    if (agreed.clientMaxWindowBits() < DeflateParameters.MAX_WINDOW_BITS) {
      add(parameters, CLIENT_MAX_WINDOW_BITS, Integer.toString(agreed.clientMaxWindowBits()));
    }
    return new Extension(NAME, parameters);
  }

  /**
   * What a server's answer to this offer agrees on.
   *
   * @throws HandshakeViolation if the answer is no valid one or not one to this offer (§7.1)
   */
  public DeflateParameters agreed(Extension answer) throws HandshakeViolation {
    DeflateOffer terms = read(answer, false);
    if (terms == null) {
      throw new HandshakeViolation("The server answers with bad parameters: " + answer);
    }
    if (clientMaxWindowBits == 0 && terms.clientMaxWindowBits != 0) {
      throw new HandshakeViolation("The server limits a window that the client did not offer to");
    }
    if (serverNoContextTakeover && !terms.serverNoContextTakeover) {
      throw new HandshakeViolation("The server passes over server_no_context_takeover");
    }
    if (serverMaxWindowBits != 0
        && (terms.serverMaxWindowBits == 0 || terms.serverMaxWindowBits > serverMaxWindowBits)) {
      throw new HandshakeViolation("The server passes over server_max_window_bits");
    }
    return terms.granted();
  }

  private static void addFlags(
      List<Extension.Parameter> parameters, boolean serverForgets, boolean clientForgets) {
    if (serverForgets) {
      add(parameters, SERVER_NO_CONTEXT_TAKEOVER, null);
    }
    if (clientForgets) {
      add(parameters, CLIENT_NO_CONTEXT_TAKEOVER, null);
    }
  }

  private static void add(
      List<Extension.Parameter> parameters, String name, @Nullable String value) {
    parameters.add(new Extension.Parameter(name, value));
  }
}
