package dev.lethe.retention.probe;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was found, by kind and application.
///
/// @param bySlot nothing of what was not found
public record Amounts(SortedMap<Slot, Amount> bySlot) {

  public static final Amounts NONE = new Amounts(new TreeMap<>());

  /// A kind of one application's.
  ///
  /// @param app empty if it cannot be told whose it is
  public record Slot(Kind kind, String app) implements Comparable<Slot> {

    private static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::kind).thenComparing(Slot::app);

    static Slot of(Seen seen) {
      return new Slot(seen.kind(), seen.app() == null ? "" : seen.app());
    }

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  public Amounts {
    bySlot = Collections.unmodifiableSortedMap(new TreeMap<>(bySlot));
  }

  /// Of both.
  public Amounts plus(Amounts other) {
    var sum = new TreeMap<>(bySlot);
    other.bySlot.forEach((slot, amount) -> sum.merge(slot, amount, Amount::plus));
    return new Amounts(sum);
  }

  /// Those of an application, and those of which it cannot be told whose they are.
  public Amounts of(String app) {
    var some = new TreeMap<>(bySlot);
    some.keySet().removeIf(slot -> !slot.app().isEmpty() && !slot.app().equals(app));
    return new Amounts(some);
  }
}
