package dev.wspec.behaviour;

import dev.wspec.handshake.HopHead;
import java.util.function.Predicate;

/** What a request has to keep to for an intermediary to pass it on. */
public enum RelayRule {
  /** RFC 9112 §3.2. */
  ONE_HOST(head -> head.all("Host").size() == 1),
  /** RFC 9112 §5.1. */
  NO_BLANK_BEFORE_COLON(head -> head.lines().stream().noneMatch(l -> l.matches("[^:]*[ \t]:.*"))),
  /** RFC 9112 §5.2. */
  NO_FOLDING(head -> head.lines().stream().noneMatch(l -> l.startsWith(" ") || l.startsWith("\t"))),
  /** RFC 9112 §6.3. */
  ONE_LENGTH(
      head ->
          head.all("Content-Length").stream().distinct().count() <= 1
              && head.all("Content-Length").stream().allMatch(v -> v.matches("\\d{1,8}"))),
  /** Bodies in chunks are not passed on; RFC 9112 §6.1 lets a server do so. */
  NO_CODING(head -> !head.has("Transfer-Encoding"));

  private final Predicate<HopHead> kept;

  RelayRule(Predicate<HopHead> kept) {
    this.kept = kept;
  }

  /** Whether this request keeps to it. */
  public boolean isKeptBy(HopHead request) {
    return kept.test(request);
  }
}
