package dev.wspec.conformance;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All cases, by id. */
public final class Catalogue {

  private final NavigableMap<CaseId, ConformanceCase> byId;

  private Catalogue(NavigableMap<CaseId, ConformanceCase> byId) {
    this.byId = byId;
  }

  /** The cases of every {@link CaseProvider} on the class path. */
  public static Catalogue load() {
    return of(
        ServiceLoader.load(CaseProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .flatMap(CaseProvider::cases));
  }

  /** A catalogue of these cases; two with one id are a mistake. */
  public static Catalogue of(Stream<ConformanceCase> cases) {
    NavigableMap<CaseId, ConformanceCase> byId = new TreeMap<>();
    cases.forEach(
        each -> {
          if (byId.put(each.id(), each) != null) {
            throw new IllegalStateException("two cases have the id " + each.id());
          }
        });
    return new Catalogue(byId);
  }

  /** All cases in the order of their ids. */
  public Collection<ConformanceCase> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** The cases that are asked whenever they apply. */
  public List<ConformanceCase> usual() {
    return byId.values().stream().filter(each -> !each.effort().isOptIn()).toList();
  }

  /** The cases that are asked on request. */
  public List<ConformanceCase> optIn() {
    return byId.values().stream().filter(each -> each.effort().isOptIn()).toList();
  }

  /** This catalogue with other cases in place of those that have their ids. */
  public Catalogue replacing(Stream<ConformanceCase> others) {
    NavigableMap<CaseId, ConformanceCase> replaced = new TreeMap<>(byId);
    others.forEach(
        each -> {
          if (replaced.put(each.id(), each) == null) {
            throw new IllegalStateException("there is no case " + each.id() + " to replace");
          }
        });
    return new Catalogue(replaced);
  }

  public Optional<ConformanceCase> find(CaseId id) {
    return Optional.ofNullable(byId.get(id));
  }
}
