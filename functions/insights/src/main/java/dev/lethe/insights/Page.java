package dev.lethe.insights;

import dev.lethe.shared.record.WireNamed;
import org.jspecify.annotations.Nullable;

/// Which of an answer's series are wanted.
///
/// @param limit how many at most
/// @param after the key behind which the page begins; nothing for the first. Only in the order of
///   keys: sizes change while somebody turns pages, and keys do not.
public record Page(Order order, int limit, @Nullable String after) {

  /// The most series of one page.
  static final int MOST = 1_000;

  /// All that fit on one page, the largest first.
  static final Page FIRST = new Page(Order.SIZE, MOST, null);

  /// How series follow each other. Suppressed groups come last in any order.
  public enum Order implements WireNamed {
    /// The largest first.
    SIZE,
    /// By their keys, letter by letter.
    KEY
  }
}
