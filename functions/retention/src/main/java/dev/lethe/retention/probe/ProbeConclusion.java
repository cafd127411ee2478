package dev.lethe.retention.probe;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds up what the parts of a run measured, tells it, and keeps it.
final class ProbeConclusion {

  private final Papers papers;
  private final Consumer<Probe> told;

  /// @param told are told of each probe
  ProbeConclusion(Papers papers, Consumer<Probe> told) {
    this.papers = papers;
    this.told = told;
  }

  /// Concludes a run. It may run twice.
  void conclude(String run) {
    var folder = new ProbeFolder(papers, run);
    if (folder.result().isEmpty()) {
      folder.keepResult(sum(run, folder));
    }
    told.accept(folder.result().orElseThrow());
    folder.clear();
  }

  private static Probe sum(String run, ProbeFolder folder) {
    var until = Instant.EPOCH;
    var amounts = Amounts.NONE;
    var settings = new ArrayList<Setting>();
    var bytes = new EnumMap<Place, Long>(Place.class);
    var plan = folder.plan();
    var planned = plan.stream().map(Part::place).collect(Collectors.toUnmodifiableSet());
    for (var part : plan) {
      var state = folder.state(part).state();
      if (!state.isDone()) {
        throw new IllegalStateException("A part of a probe is not measured.");
      }
      until = state.until().isAfter(until) ? state.until() : until;
      amounts = amounts.plus(state.amounts());
      settings.addAll(state.settings());
      bytes.putAll(state.bytes());
    }
    var places =
        Stream.of(Place.values())
            .filter(place -> place.form() == Place.Form.OTHER || planned.contains(place))
            .toList();
    return new Probe(run, folder.at(), until, places, amounts, settings, bytes);
  }
}
