package dev.lethe.retention.probe;

import java.util.Comparator;

/// A kind of what is kept.
///
/// @param name unique among its place's: `subjects`
/// @param what in words
public record Kind(Place place, String name, String what, Keeping keeping)
    implements Comparable<Kind> {

  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::place).thenComparing(Kind::name);

  @Override
  public int compareTo(Kind other) {
    return ORDER.compare(this, other);
  }
}
