package dev.lethe.shared.counters;

/// What a counter stands at, or what is added to it.
///
/// @param n how many
/// @param subjects of how many subjects they are
/// @param fresh how many of these subjects were not known before the counter's bucket
/// @param time how long what was counted took, all together, in milliseconds
public record Numbers(long n, long subjects, long fresh, long time) {

  public static final Numbers NONE = new Numbers(0, 0, 0, 0);

  /// Of something that is of no subject.
  public static Numbers of(long n) {
    return new Numbers(n, 0, 0, 0);
  }

  public Numbers plus(Numbers more) {
    return new Numbers(n + more.n, subjects + more.subjects, fresh + more.fresh, time + more.time);
  }

  public Numbers negated() {
    return new Numbers(-n, -subjects, -fresh, -time);
  }

  public boolean isZero() {
    return equals(NONE);
  }
}
