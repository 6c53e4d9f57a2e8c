package dev.wspec.report;

import java.util.List;

/**
 * Which cases were asked for, as patterns in the user's words; two empty lists mean all.
 *
 * @param available how many cases there are for this kind of subject
 * @param shard which part of them, as {@code i/n}, or empty for the whole
 */
public record SelectionInfo(
    List<String> select, List<String> exclude, int available, String shard) {

  public SelectionInfo {
    select = List.copyOf(select);
    exclude = List.copyOf(exclude);
  }

  /** A selection that is not cut into shards. */
  public SelectionInfo(List<String> select, List<String> exclude, int available) {
    this(select, exclude, available, "");
  }
}
