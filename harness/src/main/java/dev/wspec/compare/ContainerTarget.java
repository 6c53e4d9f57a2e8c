package dev.wspec.compare;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A container, built first if need be. */
final class ContainerTarget implements Launched {

  private static final int LONGEST = 200;
  private static final int LOG_SECONDS = 10;
  private static final int GLANCE_MILLIS = 250;

  /** So long a server may think about its answer before it counts as one that listens. */
  private static final int SILENCE_MILLIS = 2000;

  private final DockerClient engine;
  private final GenericContainer<?> container;
  private final TargetSpec spec;
  private @Nullable LaunchFailure failure;
  private int port;

  private ContainerTarget(DockerClient engine, GenericContainer<?> container, TargetSpec spec) {
    this.engine = engine;
    this.container = container;
    this.spec = spec;
  }

  static ContainerTarget start(TargetSpec spec) throws LaunchFailure {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new LaunchFailure("It is a container, and no Docker engine can be reached.", List.of());
    }
    DockerClient engine = DockerClientFactory.lazyClient();
    String image =
        spec.kind() == TargetSpec.Kind.BUILD ? new ImageBuild(engine).build(spec) : spec.how();
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withCreateContainerCmdModifier(command -> publish(spec.port(), command))
            .withStartupCheckStrategy(new Begun());
    ContainerTarget target = new ContainerTarget(engine, container, spec);
    container.waitingFor(target.new Listens());
    LogTail early = new LogTail();
    container.withLogConsumer(frame -> early.add(frame.getUtf8String()));
    try {
      container.start();
      return target;
    } catch (RuntimeException e) {
      target.close();
      throw target.failure == null ? new LaunchFailure(whyNot(e), early.lines()) : target.failure;
    }
  }

  /** Ports that the library publishes it awaits, and of a container that ended there are none. */
  private static void publish(int number, CreateContainerCmd command) {
    ExposedPort port = ExposedPort.tcp(number);
    command.withExposedPorts(port);
    HostConfig host = Objects.requireNonNullElseGet(command.getHostConfig(), HostConfig::new);
    command.withHostConfig(host.withPortBindings(new PortBinding(Ports.Binding.empty(), port)));
  }

  /** What the library throws describes a container at great length. */
  private static String whyNot(Throwable problem) {
    String message = "";
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
    return "The container does not start: "
        + (message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
  }

  /** The container was begun; how it fares is for {@link Listens} to see. */
  private static final class Begun extends StartupCheckStrategy {

    @Override
    public StartupStatus checkStartupState(DockerClient client, String id) {
      return StartupStatus.SUCCESSFUL;
    }
  }

  /** Waits until the port is open, but no longer than the container lives. */
  private final class Listens extends AbstractWaitStrategy {

    @Override
    protected void waitUntilReady() {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(spec.patience());
      do {
        port = published();
        if (isListening()) {
          return;
        }
      } while (!endsSoon() && System.nanoTime() - end < 0);
      String fate = fate();
      String late =
          "It did not listen on port " + spec.port() + " within " + spec.patience() + " s.";
      failure = new LaunchFailure(fate.isEmpty() ? late : fate, log());
      throw new ContainerLaunchException(failure.sentence());
    }

    /** Whether the container ends before it is worth another look. */
    private boolean endsSoon() {
      try (WaitContainerResultCallback ended = new WaitContainerResultCallback()) {
        engine.waitContainerCmd(container.getContainerId()).exec(ended);
        return ended.awaitCompletion(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    /**
     * Whether something answers an opening handshake, or at least keeps its connection: the
     * engine's own listener takes connections for nobody and ends them, on a busy machine only
     * after a while.
     */
    private boolean isListening() {
      boolean asked = false;
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(container.getHost(), port), GLANCE_MILLIS);
        socket.getOutputStream().write(question().getBytes(StandardCharsets.US_ASCII));
        asked = true;
        socket.setSoTimeout(SILENCE_MILLIS);
        return socket.getInputStream().read() >= 0;
      } catch (SocketTimeoutException e) {
        return asked;
      } catch (IOException e) {
        return false;
      }
    }

    private String question() {
      return String.join(
          "\r\n",
          "GET " + spec.path() + " HTTP/1.1",
          "Host: " + container.getHost() + ":" + port,
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "Sec-WebSocket-Version: 13",
          "",
          "");
    }

    /** The port of this machine, or 0 while there is none. */
    private int published() {
      Ports.Binding[] bindings =
          engine
              .inspectContainerCmd(container.getContainerId())
              .exec()
              .getNetworkSettings()
              .getPorts()
              .getBindings()
              .get(ExposedPort.tcp(spec.port()));
      return bindings == null || bindings.length == 0
          ? 0
          : Integer.parseInt(bindings[0].getHostPortSpec());
    }
  }

  @Override
  public String url() {
    return "ws://" + container.getHost() + ":" + port + spec.path();
  }

  @Override
  public String fate() {
    try {
      ContainerState state =
          engine.inspectContainerCmd(container.getContainerId()).exec().getState();
      if (Boolean.TRUE.equals(state.getRunning())) {
        return "";
      }
      return "The container ended with exit code "
          + state.getExitCodeLong()
          + (Boolean.TRUE.equals(state.getOOMKilled()) ? ", out of memory." : ".");
    } catch (DockerException e) {
      return "The engine does not know the container any more.";
    }
  }

  @Override
  public List<String> log() {
    LogTail tail = new LogTail();
    String id = container.getContainerId();
    if (id != null) {
      try (ResultCallback.Adapter<Frame> frames = new Frames(tail)) {
        engine
            .logContainerCmd(id)
            .withStdOut(true)
            .withStdErr(true)
            .withTail(LogTail.LINES)
            .exec(frames)
            .awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (DockerException | IOException e) {
        tail.add("(the log cannot be read: " + e.getMessage() + ")\n");
      }
    }
    return tail.lines();
  }

  @Override
  public void close() {
    container.stop();
  }

  private static final class Frames extends ResultCallback.Adapter<Frame> {

    private final LogTail tail;

    Frames(LogTail tail) {
      this.tail = tail;
    }

    @Override
    public void onNext(Frame frame) {
      tail.add(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }
  }
}
