package dev.lethe.retention.probe;

import static dev.lethe.retention.probe.Setting.Verdict.AS_PROMISED;
import static dev.lethe.retention.probe.Setting.Verdict.BREACH;
import static dev.lethe.retention.probe.Setting.Verdict.SHORTER;
import static dev.lethe.retention.probe.Setting.Verdict.UNKNOWN;

import dev.lethe.retention.probe.Setting.Check;
import dev.lethe.retention.probe.Setting.Verdict;
import dev.lethe.shared.retention.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compares what AWS reports with the policy.
final class SettingsCheck {

  private static final String EXPIRES = "expires";
  private static final int HOURS_OF_DAY = 24;

  private final List<Setting> settings = new ArrayList<>();
  private final Instant now;

  private SettingsCheck(Instant now) {
    this.now = now;
  }

  /// All settings, in the order of their places.
  ///
  /// @param now when they were reported
  static List<Setting> of(Reported reported, Instant now) {
    var check = new SettingsCheck(now);
    for (var place : Place.values()) {
      var table = reported.tables().get(place);
      if (table != null) {
        check.table(place, table);
      }
      var bucket = reported.buckets().get(place);
      if (bucket != null) {
        check.bucket(place, bucket);
      }
    }
    check.stream(reported.streamHours());
    check.logs(Place.LOGS, Term.LOGS, reported.logs());
    check.logs(Place.ACCESS_LOG, Term.ACCESS_LOGS, reported.logs());
    return List.copyOf(check.settings);
  }

  private void add(
      Place place, Check check, @Nullable String reported, String promised, Verdict verdict) {
    settings.add(new Setting(place, check, "", reported, promised, verdict));
  }

  private void table(Place place, Reported.Table table) {
    var wanted = Terms.ends(place) ? EXPIRES : null;
    var told = table.timeToLive();
    add(
        place,
        Check.TIME_TO_LIVE,
        told == null ? "off" : "by " + told,
        wanted == null ? "off" : "by " + wanted,
        Objects.equals(told, wanted) ? AS_PROMISED : BREACH);
    backups(place, table.backups());
  }

  private void backups(Place place, Reported.Backups backups) {
    if (!Terms.hasBackups(place)) {
      add(
          place,
          Check.BACKUPS,
          backups.areOn() ? "on" : "off",
          "off",
          backups.areOn() ? BREACH : AS_PROMISED);
      return;
    }
    var term = Term.BACKUPS;
    if (!backups.areOn()) {
      add(place, Check.BACKUPS, "off", days(term), SHORTER);
      return;
    }
    add(place, Check.BACKUPS, days(backups.days()), days(term), atMost(backups.days(), term));
    var earliest = backups.earliest();
    // A day that is begun: AWS may tell of it by the minute.
    var limit = now.minus(term.length().plusDays(1));
    add(
        place,
        Check.OLDEST_BACKUP,
        earliest == null ? null : earliest.toString(),
        "no earlier than " + days(term) + " ago",
        earliest == null ? UNKNOWN : earliest.isBefore(limit) ? BREACH : AS_PROMISED);
  }

  private void bucket(Place place, Reported.Bucket bucket) {
    var term = Terms.of(place);
    var ofAll = bucket.rules().stream().filter(Reported.Rule::ofAll).toList();
    var expiry = shortest(ofAll, Reported.Rule::expiry);
    add(
        place,
        Check.LIFECYCLE,
        expiry == null ? "no rule that ends all objects" : days(expiry),
        days(term),
        expiry == null ? BREACH : compared(expiry, term));
    var uploads = shortest(ofAll, Reported.Rule::uploads);
    add(
        place,
        Check.UNFINISHED_UPLOADS,
        uploads == null ? "no rule that ends them" : days(uploads),
        days(1),
        uploads == null || uploads > 1 ? BREACH : AS_PROMISED);
    var isLocked = place == Place.RECEIPTS;
    add(
        place,
        Check.VERSIONS,
        bucket.hasVersions() ? "kept" : "not kept",
        isLocked ? "kept" : "not kept",
        bucket.hasVersions() == isLocked ? AS_PROMISED : BREACH);
    lock(place, bucket, isLocked);
  }

  private void lock(Place place, Reported.Bucket bucket, boolean isLocked) {
    var days = bucket.lockDays();
    if (!isLocked) {
      add(
          place,
          Check.LOCK,
          days == null ? "none" : days(days),
          "none",
          days == null ? AS_PROMISED : BREACH);
      return;
    }
    add(
        place,
        Check.LOCK,
        days == null ? "none" : days(days),
        days(Term.REQUESTS),
        days == null ? BREACH : compared(days, Term.REQUESTS));
    var older = shortest(bucket.rules(), Reported.Rule::olderExpiry);
    add(
        place,
        Check.OLDER_VERSIONS,
        older == null ? "no rule that ends them" : days(older),
        days(1),
        older == null || older > 1 ? BREACH : AS_PROMISED);
  }

  private void stream(@Nullable Integer hours) {
    var term = Term.STREAM;
    var most = term.days() * HOURS_OF_DAY;
    var verdict =
        hours == null ? UNKNOWN : hours > most ? BREACH : hours < most ? SHORTER : AS_PROMISED;
    add(
        Place.STREAM,
        Check.STREAM_RETENTION,
        hours == null ? null : hours + " hours",
        most + " hours",
        verdict);
  }

  private void logs(Place place, Term term, List<Reported.LogGroup> groups) {
    var own = groups.stream().filter(group -> group.place() == place).toList();
    if (own.isEmpty()) {
      add(place, Check.LOG_RETENTION, null, days(term), UNKNOWN);
    }
    for (var group : own) {
      var told = group.days();
      settings.add(
          new Setting(
              place,
              Check.LOG_RETENTION,
              group.name(),
              told == null ? "for ever" : days(told),
              days(term),
              told == null ? BREACH : compared(told, term)));
    }
  }

  private static @Nullable Integer shortest(
      Collection<Reported.Rule> rules, Function<Reported.Rule, @Nullable Integer> days) {
    Integer shortest = null;
    for (var rule : rules) {
      var told = days.apply(rule);
      if (told != null && (shortest == null || told < shortest)) {
        shortest = told;
      }
    }
    return shortest;
  }

  private static Verdict atMost(@Nullable Integer days, Term term) {
    return days == null ? UNKNOWN : compared(days, term);
  }

  /// What must be kept for a least is not to end before.
  private static Verdict compared(int days, Term term) {
    if (days == term.days()) {
      return AS_PROMISED;
    }
    return days > term.days() || term == Term.REQUESTS ? BREACH : SHORTER;
  }

  private static String days(Term term) {
    return days(term.days());
  }

  private static String days(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  private static @Nullable String days(@Nullable Integer days) {
    return days == null ? null : days(days.intValue());
  }
}
