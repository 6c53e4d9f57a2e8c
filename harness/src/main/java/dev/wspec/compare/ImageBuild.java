package dev.wspec.compare;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Builds the image of a folder with a Dockerfile; layers that the engine has are taken. */
final class ImageBuild {

  private static final int MINUTES = 20;

  private final DockerClient engine;
  private final LogTail log = new LogTail();

  ImageBuild(DockerClient engine) {
    this.engine = engine;
  }

  /**
   * Builds and returns the image's name.
   *
   * @throws LaunchFailure if it cannot be built; with the last lines of the build
   */
  String build(TargetSpec spec) throws LaunchFailure {
    Path folder = Path.of(spec.how());
    if (!Files.isRegularFile(folder.resolve("Dockerfile"))) {
      throw new LaunchFailure("There is no " + folder.resolve("Dockerfile") + ".", List.of());
    }
    String tag = "wspec-target-" + spec.name().toLowerCase(Locale.ROOT);
    try {
      engine
          .buildImageCmd(folder.toFile())
          .withTags(Set.of(tag))
          .withNetworkMode("host")
          .withForcerm(true)
          .exec(new Listening())
          .awaitImageId(MINUTES, TimeUnit.MINUTES);
      return tag;
    } catch (DockerClientException | DockerException e) {
      throw new LaunchFailure("Its image cannot be built.", log.lines());
    }
  }

  private final class Listening extends BuildImageResultCallback {

    @Override
    public void onNext(BuildResponseItem item) {
      if (item.getStream() != null) {
        log.add(item.getStream());
      }
      if (item.getErrorDetail() != null) {
        log.add("\n" + item.getErrorDetail().getMessage() + "\n");
      }
      super.onNext(item);
    }
  }
}
