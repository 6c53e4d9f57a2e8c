package dev.wspec.subject;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.ConformanceCase;
import dev.wspec.conformance.SubjectRole;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** What is under test, as the run engine sees it: it comes up with connections, case by case. */
public sealed interface Subject permits ServerSubject, ClientSubject, IntermediarySubject {

  SubjectRole role();

  /** What it is known to be able to do. */
  Set<Capability> capabilities();

  /** The order in which the cases can be played. */
  Agenda agenda(Collection<ConformanceCase> cases, long seed);

  /** The subject, ready for a case; for a client this waits until it has come. */
  Meeting meet(ConformanceCase conformanceCase);

  /** Whether a connection can be had at any time, to see if the subject is well. */
  boolean isAtCall();

  /** A sentence if it is gone, as far as that shows without playing a case. */
  default Optional<String> absence() {
    return Optional.empty();
  }

  /** Whether it can be made to come for cases a second time. */
  default boolean comesAgain() {
    return true;
  }
}
