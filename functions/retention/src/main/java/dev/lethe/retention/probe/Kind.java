package dev.lethe.retention.probe;

import java.util.Comparator;

/// A kind of what is kept.
///
/// @param name unique among its place's: `subjects`
/// @param what in words
/// @param saysWhose whether the application is told by a key or a name; else it may not be, and
///   nothing is opened to find out
public record Kind(Place place, String name, String what, Keeping keeping, boolean saysWhose)
    implements Comparable<Kind> {

  private static final Comparator<Kind> ORDER =
      Comparator.comparing(Kind::place).thenComparing(Kind::name);

  /// A kind that does not say whose it is.
  Kind(Place place, String name, String what, Keeping keeping) {
    this(place, name, what, keeping, false);
  }

  /// The same, which says whose it is.
  Kind withOwner() {
    return new Kind(place, name, what, keeping, true);
  }

  @Override
  public int compareTo(Kind other) {
    return ORDER.compare(this, other);
  }
}
