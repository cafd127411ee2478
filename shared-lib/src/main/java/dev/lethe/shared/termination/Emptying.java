package dev.lethe.shared.termination;

import java.time.Clock;
import java.util.List;

/// Empties stores of an application and searches them again, part by part, and notes what it found.
/// Nothing that was noted is noted anew: a part that was killed, and is run again, keeps what it
/// said.
public final class Emptying {

  private static final String NOWHERE = "nowhere";

  private final Measurements measurements;
  private final Clock clock;

  public Emptying(Measurements measurements, Clock clock) {
    this.measurements = measurements;
    this.clock = clock;
  }

  /// Where it is at: what is found again goes round again, and each round is measured for itself.
  public record Round(String customer, String app, int number, EndedStore store) {}

  /// The parts to be emptied.
  public List<String> parts(Round round, Emptied emptied) {
    var parts = emptied.parts(round.app());
    measurements.planned(round, Measurements.Work.REMOVAL, parts.size());
    return parts;
  }

  /// Empties a part.
  public void empty(Round round, Emptied emptied, String part) {
    measurements.found(round, part, emptied.count(round.app(), part));
    emptied.remove(round.app(), part);
    measurements.removed(round, part, clock.instant());
  }

  /// The parts to be searched.
  public List<String> looks(Round round, Emptied emptied) {
    var looks = emptied.looks(round.app());
    if (looks.isEmpty()) {
      // There is nothing to look into: that was seen now.
      measurements.planned(round, Measurements.Work.SEARCH, 1);
      measurements.searched(round, NOWHERE, 0, clock.instant());
    } else {
      measurements.planned(round, Measurements.Work.SEARCH, looks.size());
    }
    return looks;
  }

  /// Searches a part.
  public void search(Round round, Emptied emptied, String look) {
    var again = emptied.search(round.app(), look);
    measurements.searched(round, look, again, clock.instant());
  }
}
