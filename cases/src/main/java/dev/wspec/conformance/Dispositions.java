package dev.wspec.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of each requirement, for each kind of subject that it binds; read from the resource
 * {@code dispositions.tsv}.
 */
public final class Dispositions {

  private final Map<String, Map<SubjectRole, Disposition>> byRequirement;

  private Dispositions(Map<String, Map<SubjectRole, Disposition>> byRequirement) {
    this.byRequirement = byRequirement;
  }

  public static Dispositions load() {
    Map<String, Map<SubjectRole, Disposition>> all = new HashMap<>();
    try (InputStream in = Dispositions.class.getResourceAsStream("/dev/wspec/dispositions.tsv");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, "dispositions.tsv"), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(line, all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Dispositions(all);
  }

  private static void add(String line, Map<String, Map<SubjectRole, Disposition>> all) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 4) {
      throw new IllegalStateException("a disposition has four columns: " + line);
    }
    Disposition disposition = new Disposition(Disposition.Kind.of(columns[2]), columns[3]);
    List<SubjectRole> roles =
        columns[1].equals("all")
            ? List.of(SubjectRole.values())
            : List.of(SubjectRole.valueOf(columns[1].toUpperCase(Locale.ROOT)));
    for (SubjectRole role : roles) {
      Disposition before =
          all.computeIfAbsent(columns[0], id -> new EnumMap<>(SubjectRole.class))
              .put(role, disposition);
      if (before != null) {
        throw new IllegalStateException(columns[0] + " has two dispositions for one role");
      }
    }
  }

  /**
   * What becomes of the requirement for such a subject; of one that binds nobody, the same for all.
   */
  public Optional<Disposition> of(String requirement, SubjectRole role) {
    return Optional.ofNullable(byRequirement.getOrDefault(requirement, Map.of()).get(role));
  }
}
