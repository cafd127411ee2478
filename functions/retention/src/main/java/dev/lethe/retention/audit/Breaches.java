package dev.lethe.retention.audit;

import dev.lethe.retention.probe.Breach;
import dev.lethe.retention.probe.Place;
import dev.lethe.retention.probe.Setting.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an audit says is against the policy.
final class Breaches {

  private Breaches() {}

  /// One of them.
  ///
  /// @param records how many; nothing of a setting, or if that would count what others have
  record Told(Place place, String of, @Nullable Long records, String says) {

    private static Told of(Breach breach, boolean isOwn) {
      return new Told(
          breach.place(),
          breach.of(),
          isOwn ? Long.valueOf(breach.records()) : null,
          breach.says());
    }
  }

  /// All of them, in the order of places.
  static List<Told> of(Findings findings) {
    return findings.probe().places().stream().flatMap(place -> of(place, findings)).toList();
  }

  private static Stream<Told> of(Place place, Findings findings) {
    var ofRecords =
        KindFound.in(place, findings.probe(), findings.audit().app()).stream()
            .flatMap(
                found -> found.breaches().stream().map(breach -> Told.of(breach, found.isOwn())));
    var ofSettings =
        findings.probe().settings().stream()
            .filter(setting -> setting.place() == place && setting.verdict() == Verdict.BREACH)
            .map(setting -> Told.of(Breach.of(setting), false));
    return Stream.concat(ofRecords, ofSettings);
  }
}
