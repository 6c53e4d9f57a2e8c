package dev.wspec.report;

import dev.wspec.conformance.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an implementation behaves, as a file that people can add to: a trait is a case with its
 * verdict or a fact with its value.
 *
 * @param name of the implementation
 * @param version that was measured
 * @param traits what it does, by the id of a case or, behind {@code fact:}, of a fact
 */
public record Profile(String name, String version, Map<String, String> traits) {

  /** Fewer shared traits than this say nothing. */
  private static final int TOO_FEW = 20;

  /** Fewer than this share of equal traits is no resemblance. */
  private static final double TOO_DIFFERENT = 0.5;

  public Profile {
    traits = new TreeMap<>(traits);
  }

  /** The profile that a run shows. */
  public static Profile of(String name, String version, RunReport report) {
    Map<String, String> traits = new TreeMap<>();
    for (CaseResult result : report.cases()) {
      if (!result.flaky() && result.verdict() != Verdict.ERROR) {
        traits.put(result.id().value(), result.verdict().name());
      }
    }
    report.facts().forEach(fact -> traits.put("fact:" + fact.id(), fact.value()));
    return new Profile(name, version, traits);
  }

  /**
   * The profile that resembles a run most, in the traits on which the profiles differ among each
   * other: what all do the same tells nobody apart.
   */
  public static Optional<Resemblance> nearest(RunReport report, Collection<Profile> known) {
    Map<String, String> traits = of("", "", report).traits();
    Set<String> telling = telling(known);
    return known.stream()
        .map(profile -> profile.resemblance(traits, telling))
        .filter(resemblance -> resemblance.compared() >= TOO_FEW)
        .filter(resemblance -> resemblance.share() > TOO_DIFFERENT)
        .max(Comparator.comparingDouble(Resemblance::share));
  }

  private Resemblance resemblance(Map<String, String> others, Set<String> telling) {
    int agreeing = 0;
    int compared = 0;
    for (String trait : telling) {
      String mine = traits.get(trait);
      String theirs = others.get(trait);
      if (mine != null && theirs != null) {
        compared++;
        agreeing += mine.equals(theirs) ? 1 : 0;
      }
    }
    return new Resemblance((name + " " + version).strip(), agreeing, compared);
  }

  private static Set<String> telling(Collection<Profile> known) {
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (Profile profile : known) {
      profile
          .traits()
          .forEach(
              (trait, value) -> values.computeIfAbsent(trait, t -> new HashSet<>()).add(value));
    }
    values.values().removeIf(different -> different.size() < 2 && known.size() > 1);
    return values.keySet();
  }

  /** The profiles that come with wspec. */
  public static List<Profile> builtIn() {
    try (InputStream in =
        Objects.requireNonNull(Profile.class.getResourceAsStream("profiles.json"))) {
      List<Profile> profiles = new ArrayList<>();
      new JsonMapper().readTree(in).forEach(node -> profiles.add(read(node)));
      return profiles;
    } catch (IOException e) {
      throw new UncheckedIOException("wspec's own profiles cannot be read", e);
    }
  }

  /**
   * Reads all profiles of a folder, a {@code .json} file each.
   *
   * @throws IOException also if one is no profile; the message names it
   */
  public static List<Profile> readAll(Path folder) throws IOException {
    List<Profile> profiles = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        profiles.add(read(new JsonMapper().readTree(in)));
      } catch (JacksonException | IllegalArgumentException e) {
        throw new IOException(file + " is no profile: " + e.getMessage(), e);
      }
    }
    return profiles;
  }

  private static Profile read(JsonNode node) {
    Map<String, String> traits = new TreeMap<>();
    Nodes.member(node, "traits")
        .properties()
        .forEach(trait -> traits.put(trait.getKey(), trait.getValue().asString()));
    return new Profile(Nodes.text(node, "name"), Nodes.text(node, "version"), traits);
  }

  /** The profile as the text of a file. */
  public String json() {
    ObjectNode node = new JsonMapper().createObjectNode();
    node.put("name", name);
    node.put("version", version);
    ObjectNode all = node.putObject("traits");
    traits.forEach(all::put);
    return node.toPrettyString() + "\n";
  }
}
