package dev.lethe.retention.probe;

import dev.lethe.retention.probe.Amounts.Slot;
import dev.lethe.retention.probe.Setting.Check;
import dev.lethe.retention.probe.Setting.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What probes of tests have measured.
public final class Probes {

  public static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
  public static final Instant UNTIL = AT.plusSeconds(91);

  private Probes() {}

  /// A probe of two applications, in which some things are wrong.
  public static Probe of(String run, String app, String others) {
    var found = new TreeMap<Slot, Amount>();
    found.put(new Slot(TableKinds.SUBJECTS, app), amount(3, 41));
    found.put(new Slot(TableKinds.SUBJECTS, others), amount(47111174, 77));
    found.put(
        new Slot(TableKinds.LINKS, app),
        new Amount(8, null, AT.minus(Duration.ofDays(99)), 1, Duration.ofDays(5), 0, 0));
    found.put(
        new Slot(TableKinds.LINKS, others),
        new Amount(
            81508150, null, AT.minus(Duration.ofDays(99)), 81508150, Duration.ofDays(5), 0, 0));
    found.put(
        new Slot(TableKinds.ENTRIES, ""),
        new Amount(47122174, null, AT, 0, Duration.ZERO, 47133174, 0));
    found.put(
        new Slot(BucketKinds.LINES, ""),
        new Amount(47144174, 4715L, AT.minus(Duration.ofDays(30)), 0, Duration.ZERO, 0, 0));
    found.put(
        new Slot(BucketKinds.PICTURES, app),
        new Amount(2, 1234L, AT.minus(Duration.ofDays(12)), 0, Duration.ZERO, 0, 0));
    var settings =
        List.of(
            new Setting(Place.VAULT, Check.TIME_TO_LIVE, "", "off", "by expires", Verdict.BREACH),
            new Setting(Place.INSIGHTS, Check.BACKUPS, "", null, "30 days", Verdict.UNKNOWN),
            new Setting(
                Place.LOGS,
                Check.LOG_RETENTION,
                "/aws/lambda/lethe-ingest",
                "60 days",
                "60 days",
                Verdict.AS_PROMISED));
    var places = Stream.of(Place.values()).filter(place -> !place.isOptional()).toList();
    return new Probe(
        run, AT, UNTIL, places, new Amounts(found), settings, Map.of(Place.VAULT, 4716L));
  }

  private static Amount amount(long records, int days) {
    return new Amount(records, null, AT.minus(Duration.ofDays(days)), 0, Duration.ZERO, 0, 0);
  }

  /// Keeps it as what a run came to.
  public static void keep(ProbeFolder folder, Probe probe) {
    folder.keepResult(probe);
  }
}
