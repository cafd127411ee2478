package dev.lethe.retention.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.retention.probe.Reported.Backups;
import dev.lethe.retention.probe.Reported.Bucket;
import dev.lethe.retention.probe.Reported.LogGroup;
import dev.lethe.retention.probe.Reported.Rule;
import dev.lethe.retention.probe.Reported.Table;
import dev.lethe.retention.probe.Setting.Check;
import dev.lethe.retention.probe.Setting.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Backups NONE = new Backups(false, null, null);
  private static final Backups THIRTY = new Backups(true, 30, NOW.minus(Duration.ofDays(30)));

  private final Map<Place, Table> tables = new HashMap<>();
  private final Map<Place, Bucket> buckets = new HashMap<>();
  private List<LogGroup> logs = List.of();
  private @Nullable Integer streamHours = 168;

  @BeforeEach
  void asThePolicySays() {
    tables.put(Place.REGISTRY, new Table(null, THIRTY, 1));
    tables.put(Place.INSIGHTS, new Table("expires", THIRTY, 1));
    tables.put(Place.REQUESTS, new Table("expires", THIRTY, 1));
    tables.put(Place.VAULT, new Table("expires", NONE, 1));
    tables.put(Place.LEDGER, new Table("expires", NONE, 1));
    for (var place : Place.values()) {
      if (place.form() == Place.Form.BUCKET) {
        buckets.put(place, bucket(Terms.of(place).days(), false, null));
      }
    }
    buckets.put(
        Place.RECEIPTS,
        new Bucket(
            List.of(new Rule(true, 760, 1, 1), new Rule(true, null, null, null)), true, 760));
    logs =
        List.of(
            new LogGroup(Place.LOGS, "/aws/lambda/lethe-ingest", 60, 5),
            new LogGroup(Place.ACCESS_LOG, "/lethe/access", 731, 5));
  }

  private static Bucket bucket(int days, boolean hasVersions, @Nullable Integer lockDays) {
    return new Bucket(List.of(new Rule(true, days, null, 1)), hasVersions, lockDays);
  }

  private List<Setting> settings() {
    return SettingsCheck.of(new Reported(tables, buckets, streamHours, logs), NOW);
  }

  private Map<String, String> notAsPromised() {
    var found = new HashMap<String, String>();
    for (var setting : settings()) {
      if (setting.verdict() != Verdict.AS_PROMISED) {
        found.put(
            setting.place().wireName() + ' ' + setting.check().wireName(),
            setting.verdict().wireName() + ": " + setting.reported());
      }
    }
    return found;
  }

  @Test
  void aDeploymentOfTheTemplatesIsAsPromised() {
    assertThat(notAsPromised()).isEmpty();
    assertThat(settings()).extracting(Setting::check).contains(Check.values());
  }

  @Test
  void aTableWhoseItemsDoNotEndIsABreach() {
    tables.put(Place.VAULT, new Table(null, NONE, 1));
    tables.put(Place.LEDGER, new Table("other", NONE, 1));
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("vault time_to_live", "breach: off"),
            Map.entry("ledger time_to_live", "breach: by other"));
  }

  @Test
  void backupsThatReachTooFarBackOrAreNotToBeAreBreaches() {
    tables.put(Place.VAULT, new Table("expires", THIRTY, 1));
    tables.put(
        Place.INSIGHTS,
        new Table("expires", new Backups(true, 35, NOW.minus(Duration.ofDays(35))), 1));
    tables.put(Place.REQUESTS, new Table("expires", NONE, 1));
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("vault backups", "breach: on"),
            Map.entry("insights backups", "breach: 35 days"),
            Map.entry("insights oldest_backup", "breach: 2026-10-22T12:00:00Z"),
            Map.entry("requests backups", "shorter: off"));
  }

  @Test
  void whatAwsDoesNotTellIsUnknown() {
    tables.put(Place.INSIGHTS, new Table("expires", new Backups(true, null, null), 1));
    streamHours = null;
    logs = List.of();
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("insights backups", "unknown: null"),
            Map.entry("insights oldest_backup", "unknown: null"),
            Map.entry("stream stream_retention", "unknown: null"),
            Map.entry("logs log_retention", "unknown: null"),
            Map.entry("access_log log_retention", "unknown: null"));
  }

  @Test
  void aLifecycleThatIsGoneLongerOrOfSomeObjectsOnlyIsABreach() {
    buckets.put(Place.ARCHIVE, new Bucket(List.of(), false, null));
    buckets.put(Place.SCREENSHOTS, bucket(91, false, null));
    buckets.put(
        Place.FAILURES,
        new Bucket(
            List.of(new Rule(false, 30, null, null), new Rule(true, null, null, 1)), false, null));
    buckets.put(Place.EXPORTS, bucket(3, false, null));
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("archive lifecycle", "breach: no rule that ends all objects"),
            Map.entry("archive unfinished_uploads", "breach: no rule that ends them"),
            Map.entry("screenshots lifecycle", "breach: 91 days"),
            Map.entry("failures lifecycle", "breach: no rule that ends all objects"),
            Map.entry("exports lifecycle", "shorter: 3 days"));
  }

  @Test
  void versionsAndLocksAreForReceiptsAndForThemAlone() {
    buckets.put(Place.ARCHIVE, bucket(90, true, 10));
    buckets.put(Place.RECEIPTS, bucket(760, false, null));
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("archive versions", "breach: kept"),
            Map.entry("archive lock", "breach: 10 days"),
            Map.entry("receipts versions", "breach: not kept"),
            Map.entry("receipts lock", "breach: none"),
            Map.entry("receipts older_versions", "breach: no rule that ends them"));
  }

  /// 24 months are a least.
  @Test
  void receiptsThatEndTooEarlyAreABreach() {
    buckets.put(Place.RECEIPTS, new Bucket(List.of(new Rule(true, 700, 1, 1)), true, 700));
    assertThat(notAsPromised())
        .containsOnly(
            Map.entry("receipts lifecycle", "breach: 700 days"),
            Map.entry("receipts lock", "breach: 700 days"));
  }

  @Test
  void logsThatStayAndAStreamThatKeepsLongerAreBreaches() {
    streamHours = 169;
    logs =
        List.of(
            new LogGroup(Place.LOGS, "/aws/lambda/lethe-x", null, 5),
            new LogGroup(Place.LOGS, "/aws/lambda/lethe-y", 30, 5),
            new LogGroup(Place.ACCESS_LOG, "/lethe/access", 1827, 5));
    assertThat(settings())
        .filteredOn(setting -> setting.verdict() != Verdict.AS_PROMISED)
        .extracting(setting -> setting.of() + ' ' + setting.verdict().wireName())
        .containsExactly(
            " breach",
            "/aws/lambda/lethe-x breach",
            "/aws/lambda/lethe-y shorter",
            "/lethe/access breach");
  }
}
