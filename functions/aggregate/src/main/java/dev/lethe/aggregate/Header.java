package dev.lethe.aggregate;

import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What holds for all entries of a label. Entries never change; which of them still count follows
/// from this.
///
/// @param version how often it was written; 0 if it never was
/// @param death nothing while the label's life goes on
/// @param retractions in the order of the lane, the latest [#REMEMBERED] of them
/// @param skewed the days under which entries are filed that count more than a day later: their
///   devices' clocks were behind. What is filed under a later day than it counts on is always read.
public record Header(
    long version,
    @Nullable Death death,
    List<Retraction> retractions,
    SortedSet<LocalDate> skewed) {

  /// A retraction further back was done long ago: it is below its shard's mark.
  private static final int REMEMBERED = 50;

  public static final Header NONE = new Header(0, null, List.of(), new TreeSet<>());

  public Header {
    retractions = List.copyOf(retractions);
    skewed = Collections.unmodifiableSortedSet(new TreeSet<>(skewed));
  }

  /// An erasure's command: nothing that comes after it is entered any more.
  ///
  /// @param at where it stood
  /// @param kept the counters that nothing is taken off, since their groups are large enough to be
  ///   anonymous; each by [Subtraction#nameOf]
  public record Death(Position at, Found found, Set<Bytes> kept) {

    public Death {
      kept = Set.copyOf(kept);
    }
  }

  /// A command that took out of statistics what was decided under an older state.
  ///
  /// @param at where it stood
  /// @param state older ones are taken
  /// @param before what was older than this had been taken already
  public record Retraction(Position at, long state, long before, Found found) {}

  /// What was decided under an older state is taken out of statistics.
  public long retractedBefore() {
    return retractions.isEmpty() ? 0 : retractions.getLast().state();
  }

  /// Whether an entry's numbers are still in the counters.
  public boolean counts(Entry entry) {
    return death == null && entry.state() >= retractedBefore();
  }

  Optional<Retraction> retraction(Position at) {
    return retractions.stream().filter(one -> one.at().equals(at)).findFirst();
  }

  Header with(Death end) {
    return new Header(version, end, retractions, skewed);
  }

  Header with(Retraction one) {
    var all = new ArrayList<>(retractions);
    all.add(one);
    return new Header(
        version, death, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()), skewed);
  }

  /// The same with one more skewed day.
  ///
  /// @param oldest days before it are forgotten
  public Header withSkewed(LocalDate day, LocalDate oldest) {
    var days = new TreeSet<>(skewed.tailSet(oldest));
    days.add(day);
    return new Header(version, death, retractions, days);
  }

  /// As it was when only some commands had taken anything off.
  ///
  /// @param isApplied whether a command had
  public Header asOf(Predicate<Position> isApplied) {
    return new Header(
        version,
        death == null || !isApplied.test(death.at()) ? null : death,
        retractions.stream().filter(one -> isApplied.test(one.at())).toList(),
        skewed);
  }

  /// As it stands after it was written.
  public Header written() {
    return new Header(version + 1, death, retractions, skewed);
  }
}
