package dev.lethe.retention;

import dev.lethe.retention.Shelf.Kept;
import dev.lethe.shared.retention.Term;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells from an object's name when it ends: S3's own rules know neither for how many days an
/// application keeps its data, nor that an object was written again.
public enum Lifetime {
  /// Lines of the archive, by the day on which they came:
  /// `lines/day=2026-11-26/hour=05/90-….parquet`.
  LINES("lines/day=(\\d{4}-\\d{2}-\\d{2})/hour=\\d{2}/(\\d{1,2})-.*") {
    @Override
    Instant end(Kept kept, String first, String second) {
      return Term.SUBJECT_DATA.end(
          day(LocalDate.parse(first).plusDays(1)), Integer.parseInt(second));
    }
  },
  /// Screenshots, which are written once: `screenshots/{app}/{label}/90-{id}`.
  SCREENSHOTS("screenshots/([^/]+)/[^/]+/(\\d{1,2})-.*") {
    @Override
    Instant end(Kept kept, String first, String second) {
      return Term.SUBJECT_DATA.end(kept.written(), Integer.parseInt(second));
    }
  },
  /// Exports, by the day from which on they are over: `files/{app}/2026-12-02/{export}/…`.
  EXPORTS("(files|labels|plans)/[^/]+/(\\d{4}-\\d{2}-\\d{2})/.*") {
    @Override
    Instant end(Kept kept, String first, String second) {
      return day(LocalDate.parse(second));
    }
  },
  /// Packages for subjects, and what was collected for them: `packages/{app}/…`.
  PACKAGES("(packages)/([^/]+)/.*") {
    @Override
    Instant end(Kept kept, String first, String second) {
      return kept.written().plus(PACKAGES_KEPT);
    }
  };

  /// As long as a package can be had, and as the bucket keeps whatever is in it.
  static final Duration PACKAGES_KEPT = Term.EXPORTS.length();

  private final Pattern name;

  Lifetime(String name) {
    this.name = Pattern.compile(name);
  }

  private static Instant day(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  abstract Instant end(Kept kept, String first, String second);

  /// When an object ends; nothing if its name does not say it.
  Optional<Instant> end(Kept kept) {
    var names = name.matcher(kept.name());
    try {
      return names.matches()
          ? Optional.of(end(kept, names.group(1), names.group(2)))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
