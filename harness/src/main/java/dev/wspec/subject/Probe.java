package dev.wspec.subject;

import dev.wspec.conformance.Capability;
import java.util.List;
import java.util.Set;

/**
 * What a subject turned out to be.
 *
 * @param greetings how many messages it sends unasked when a connection opens
 * @param software how it names itself, or empty; from the subject, and not to be trusted
 * @param notes sentences on what is unusual about it; they may quote the subject
 */
public record Probe(
    Set<Capability> capabilities, int greetings, String software, List<String> notes) {

  public Probe {
    capabilities = Set.copyOf(capabilities);
    notes = List.copyOf(notes);
  }
}
