package dev.wspec.handshake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of Sec-WebSocket-Extensions: a name and parameters, in order (RFC 6455 §9.1). */
public record Extension(String name, List<Parameter> parameters) {
  /** A parameter; its value is unquoted, and null if there is none. */
  public record Parameter(String name, @Nullable String value) {
    @Override
    public String toString() {
      return value == null ? name : name + "=" + value;
    }
  }

  public Extension {
    parameters = List.copyOf(parameters);
  }

  /** The element as it is written in a head. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name);
    for (Parameter parameter : parameters) {
      text.append("; ").append(parameter);
    }
    return text.toString();
  }
}
