package dev.wspec.subject;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** How a client is made to connect. */
public sealed interface Invitation {

  /** It comes by itself. */
  record Patience() implements Invitation {}

  /**
   * We start it for each case, with the address of that case.
   *
   * @param command of the shell; {@code {url}} stands for the address
   * @param authority a file that says whom to trust, if we speak TLS
   */
  record EachCase(String command, Optional<Path> authority) implements Invitation {
    public EachCase(String command) {
      this(command, Optional.empty());
    }
  }

  /**
   * We start it once, with the address where a driver asks how many cases there are.
   *
   * @param authority a file that says whom to trust, if we speak TLS
   */
  record Once(String command, Optional<Path> authority) implements Invitation {
    public Once(String command) {
      this(command, Optional.empty());
    }
  }

  /**
   * We call it for each case, with the address of that case.
   *
   * @param client visits the address and returns when it is done; calls come from several threads
   */
  record EachCall(Consumer<URI> client) implements Invitation {}

  /** We start a browser that shows the page which tests it. */
  record Browser(Kind kind) implements Invitation {
    /** Browsers that we know how to start. */
    public enum Kind {
      CHROMIUM,
      FIREFOX
    }
  }
}
