package dev.wspec.conformance;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A story and some questions. Immutable; the catalogue, the counts and the documents are made from
 * it.
 *
 * @param title a sentence that says what a sound subject does
 * @param subjects whom it can be asked of
 * @param needs what a subject must be able to do for the case to apply
 * @param effort what it takes to ask it
 * @param certificate what a client that comes for it is shown, or null where that does not matter
 */
public record ConformanceCase(
    CaseId id,
    String title,
    Set<SubjectRole> subjects,
    Set<Capability> needs,
    Effort effort,
    @Nullable Certificate certificate,
    Stimulus stimulus,
    List<Check> checks) {

  public ConformanceCase {
    subjects = Set.copyOf(subjects);
    needs = Set.copyOf(needs);
    checks = List.copyOf(checks);
  }

  public static Builder conformanceCase(String id) {
    return new Builder(new CaseId(id));
  }

  @Override
  public String toString() {
    return id.value();
  }

  /** Puts a case together; {@link #build} says what is missing. */
  public static final class Builder {
    private final CaseId id;
    private String title = "";
    private Set<SubjectRole> subjects = EnumSet.of(SubjectRole.SERVER, SubjectRole.CLIENT);
    private final Set<Capability> needs = EnumSet.noneOf(Capability.class);
    private Effort effort = Effort.USUAL;
    private @Nullable Certificate certificate;
    private Stimulus stimulus = wire -> {};
    private final List<Check> checks = new ArrayList<>();

    private Builder(CaseId id) {
      this.id = id;
    }

    public Builder title(String title) {
      this.title = title;
      return this;
    }

    /**
     * Restricts the case to one kind of subject; without it, both servers and clients are asked.
     */
    public Builder subject(SubjectRole subject) {
      subjects = EnumSet.of(subject);
      return this;
    }

    public Builder needs(Capability... capabilities) {
      needs.addAll(List.of(capabilities));
      return this;
    }

    /** Says that the case takes more than usual. */
    public Builder effort(Effort effort) {
      this.effort = effort;
      return this;
    }

    /** Has the client come by TLS and shows it this. */
    public Builder showing(Certificate certificate) {
      this.certificate = certificate;
      return needs(Capability.TLS);
    }

    public Builder stimulus(Stimulus stimulus) {
      this.stimulus = stimulus;
      return this;
    }

    /** The story of a case that only an intermediary can be asked. */
    public Builder through(RelayStimulus story) {
      return subject(SubjectRole.INTERMEDIARY).stimulus(new RelayStimulus.Through(story));
    }

    public Builder check(String requirement, Judge judge) {
      checks.add(new Check(requirement, judge));
      return this;
    }

    public ConformanceCase build() {
      if (title.isBlank() || checks.isEmpty()) {
        throw new IllegalStateException(id + " needs a title and at least one check");
      }
      return new ConformanceCase(id, title, subjects, needs, effort, certificate, stimulus, checks);
    }
  }
}
