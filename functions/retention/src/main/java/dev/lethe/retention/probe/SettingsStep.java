package dev.lethe.retention.probe;

import java.time.Clock;
import java.util.EnumMap;
import java.util.function.Supplier;

/// The part of a run in which settings are looked at.
final class SettingsStep {

  private final Papers papers;
  private final Supplier<Reported> reports;
  private final Clock clock;

  SettingsStep(Papers papers, Supplier<Reported> reports, Clock clock) {
    this.papers = papers;
    this.reports = reports;
    this.clock = clock;
  }

  /// Looks, unless that was done.
  void go(String run, Part part) {
    var folder = new ProbeFolder(papers, run);
    var before = folder.state(part);
    if (before.state().isDone()) {
      return;
    }
    var reported = reports.get();
    var bytes = new EnumMap<Place, Long>(Place.class);
    reported.tables().forEach((place, table) -> bytes.put(place, table.bytes()));
    reported.logs().forEach(group -> bytes.merge(group.place(), group.bytes(), Long::sum));
    var now = clock.instant();
    folder.keep(
        part,
        before,
        new PartState(now, true, "", Amounts.NONE, SettingsCheck.of(reported, now), bytes));
  }
}
