package dev.wspec.cases.handshake;

import dev.wspec.conformance.RawRequest;
import dev.wspec.conformance.Stimulus;
import dev.wspec.conformance.Wire;
import dev.wspec.protocol.Role;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A wire on which every handshake is refused; it keeps the requests that a story makes. */
final class PaperWire {

  private final List<RawRequest> requests = new ArrayList<>();
  private final Wire wire =
      (Wire)
          Proxy.newProxyInstance(
              Wire.class.getClassLoader(),
              new Class<?>[] {Wire.class},
              (proxy, method, arguments) -> answer(method.getName(), arguments));

  /** The requests of a story, in order. */
  static List<RawRequest> requestsOf(Stimulus stimulus) {
    PaperWire paper = new PaperWire();
    stimulus.play(paper.wire);
    return paper.requests;
  }

  @SuppressWarnings("unchecked")
  private @Nullable Object answer(String method, Object @Nullable [] arguments) {
    return switch (method) {
      case "role" -> Role.CLIENT;
      case "capabilities" -> Set.of();
      case "can", "exchange" -> false;
      case "opening" -> Optional.empty();
      case "random" -> new Random(1);
      case "another" -> wire;
      case "open" -> {
        RawRequest request = Handshakes.ordinary();
        requests.add(
            arguments == null
                ? request
                : ((UnaryOperator<RawRequest>) arguments[0]).apply(request));
        yield false;
      }
      default -> null;
    };
  }
}
