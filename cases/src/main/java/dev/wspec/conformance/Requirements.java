package dev.wspec.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** All requirements by id, read from the resource {@code requirements.tsv}. */
public final class Requirements {

  private final Map<String, Requirement> byId;

  private Requirements(Map<String, Requirement> byId) {
    this.byId = byId;
  }

  public static Requirements load() {
    Map<String, Requirement> byId = new LinkedHashMap<>();
    try (InputStream in = Requirements.class.getResourceAsStream("/dev/wspec/requirements.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "requirements.tsv"), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Requirement requirement = parse(line);
        byId.put(requirement.id(), requirement);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Requirements(byId);
  }

  private static Requirement parse(String line) {
    String[] c = line.split("\t", -1);
    if (c.length != 9) {
      throw new IllegalStateException("a requirement has nine columns: " + line);
    }
    return new Requirement(c[0], c[1], c[2], c[3], c[4], binds(c[5]), c[6], c[7], c[8]);
  }

  private static Set<SubjectRole> binds(String who) {
    return switch (who) {
      case "server" -> EnumSet.of(SubjectRole.SERVER);
      case "client" -> EnumSet.of(SubjectRole.CLIENT);
      case "both" -> EnumSet.of(SubjectRole.SERVER, SubjectRole.CLIENT);
      case "intermediary" -> EnumSet.of(SubjectRole.INTERMEDIARY);
      case "server+intermediary" -> EnumSet.of(SubjectRole.SERVER, SubjectRole.INTERMEDIARY);
      case "client+intermediary" -> EnumSet.of(SubjectRole.CLIENT, SubjectRole.INTERMEDIARY);
      case "all" -> EnumSet.allOf(SubjectRole.class);
      case "none" -> EnumSet.noneOf(SubjectRole.class);
      default -> throw new IllegalStateException("who is bound by this: " + who);
    };
  }

  /** The requirement of that id; an unknown id is a mistake in a case. */
  public Requirement get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no requirement " + id));
  }

  public Optional<Requirement> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<Requirement> all() {
    return byId.values();
  }
}
