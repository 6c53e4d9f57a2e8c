package dev.wspec.compare;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.utility.DockerImageName;

/** A container, built first if need be. */
final class ContainerTarget implements Launched {

  private static final int LONGEST = 200;

  private final GenericContainer<?> container;
  private final TargetSpec spec;
  private final LogTail log;

  private ContainerTarget(GenericContainer<?> container, TargetSpec spec, LogTail log) {
    this.container = container;
    this.spec = spec;
    this.log = log;
  }

  static ContainerTarget start(TargetSpec spec) throws LaunchFailure {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new LaunchFailure("It is a container, and no Docker engine can be reached.", List.of());
    }
    LogTail log = new LogTail();
    GenericContainer<?> container =
        container(spec)
            .withExposedPorts(spec.port())
            .withLogConsumer(frame -> log.add(frame.getUtf8String()))
            .waitingFor(Wait.forListeningPort())
            .withStartupTimeout(Duration.ofSeconds(spec.patience()));
    ContainerTarget target = new ContainerTarget(container, spec, log);
    try {
      container.start();
    } catch (RuntimeException e) {
      List<String> said = log.lines();
      target.close();
      throw new LaunchFailure(sentence(e), said);
    }
    return target;
  }

  private static GenericContainer<?> container(TargetSpec spec) throws LaunchFailure {
    if (spec.kind() == TargetSpec.Kind.IMAGE) {
      return new GenericContainer<>(DockerImageName.parse(spec.how()));
    }
    Path dockerfile = Path.of(spec.how()).resolve("Dockerfile");
    if (!Files.isRegularFile(dockerfile)) {
      throw new LaunchFailure("There is no " + dockerfile + ".", List.of());
    }
    String tag = "wspec-target-" + spec.name().toLowerCase(Locale.ROOT);
    return new GenericContainer<>(
        new ImageFromDockerfile(tag, false)
            .withFileFromPath(".", Path.of(spec.how()))
            .withBuildImageCmdModifier(command -> command.withNetworkMode("host")));
  }

  /** What the library throws describes a container at great length. */
  private static String sentence(Throwable problem) {
    Throwable cause = problem;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    if (message.contains("status=exited")) {
      return "The container ended before it listened.";
    }
    return "The container does not start: "
        + (message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
  }

  @Override
  public String url() {
    return "ws://" + container.getHost() + ":" + container.getMappedPort(spec.port()) + spec.path();
  }

  @Override
  public List<String> log() {
    return log.lines();
  }

  @Override
  public void close() {
    container.stop();
  }
}
