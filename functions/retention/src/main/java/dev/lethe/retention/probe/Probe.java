package dev.lethe.retention.probe;

import dev.lethe.retention.probe.Setting.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What was found everywhere.
///
/// @param run by which it is known
/// @param at the time that all was compared with
/// @param until when the last of it was looked at
/// @param places those that were looked at
/// @param bytes how large tables and logs are, as AWS reports it
public record Probe(
    String run,
    Instant at,
    Instant until,
    List<Place> places,
    Amounts amounts,
    List<Setting> settings,
    Map<Place, Long> bytes) {

  public Probe {
    places = List.copyOf(places);
    settings = List.copyOf(settings);
    bytes = Map.copyOf(bytes);
  }

  /// What of it is an application's, or of all together.
  public Probe of(String app) {
    return new Probe(run, at, until, places, amounts.of(app), settings, bytes);
  }

  /// What is against the policy, in the order of places.
  public List<Breach> breaches() {
    var ofRecords =
        amounts.bySlot().entrySet().stream()
            .flatMap(slot -> Breach.of(slot.getKey().kind(), slot.getValue()));
    var ofSettings =
        settings.stream().filter(setting -> setting.verdict() == Verdict.BREACH).map(Breach::of);
    return Stream.concat(ofRecords, ofSettings)
        .sorted(Comparator.comparing(Breach::place))
        .toList();
  }

  /// How many settings AWS does not tell.
  public long unknown() {
    return settings.stream().filter(setting -> setting.verdict() == Verdict.UNKNOWN).count();
  }
}
