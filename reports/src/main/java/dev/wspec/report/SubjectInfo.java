package dev.wspec.report;

import dev.wspec.conformance.Capability;
import dev.wspec.conformance.SubjectRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was tested.
 *
 * @param url where a server was reached, or where a client came to
 * @param capabilities what the prober found
 * @param software how the subject names itself ({@code Server} or {@code User-Agent}), or empty; it
 *     comes from the subject and is not to be trusted
 */
public record SubjectInfo(
    String url, SubjectRole role, Set<Capability> capabilities, String software) {

  public SubjectInfo {
    // In the order of the enum, so that the same run writes the same report.
    EnumSet<Capability> ordered = EnumSet.noneOf(Capability.class);
    ordered.addAll(capabilities);
    capabilities = Collections.unmodifiableSet(ordered);
  }
}
