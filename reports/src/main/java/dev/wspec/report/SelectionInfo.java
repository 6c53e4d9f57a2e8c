package dev.wspec.report;

import java.util.List;

/**
 * Which cases were asked for, as patterns in the user's words; two empty lists mean all.
 *
 * @param available how many cases there are for this kind of subject
 */
public record SelectionInfo(List<String> select, List<String> exclude, int available) {

  public SelectionInfo {
    select = List.copyOf(select);
    exclude = List.copyOf(exclude);
  }
}
