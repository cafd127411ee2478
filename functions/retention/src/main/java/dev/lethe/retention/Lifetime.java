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
    Span span(Kept kept, String first, String second) {
      var day = LocalDate.parse(first);
      return new Span(
          start(day), Term.SUBJECT_DATA.end(start(day.plusDays(1)), Integer.parseInt(second)));
    }
  },
  /// Screenshots, which are written once: `screenshots/{app}/{label}/90-{id}`.
  SCREENSHOTS("screenshots/([^/]+)/[^/]+/(\\d{1,2})-.*") {
    @Override
    Span span(Kept kept, String first, String second) {
      return new Span(
          kept.written(), Term.SUBJECT_DATA.end(kept.written(), Integer.parseInt(second)));
    }
  },
  /// Exports, by the day from which on they are over: `files/{app}/2026-12-02/{export}/…`.
  EXPORTS("(files|labels|plans)/[^/]+/(\\d{4}-\\d{2}-\\d{2})/.*") {
    @Override
    Span span(Kept kept, String first, String second) {
      var over = LocalDate.parse(second);
      return new Span(start(over.minusDays(Term.EXPORTS.days() + 1L)), start(over));
    }
  },
  /// Packages for subjects, and what was collected for them: `packages/{app}/…`.
  PACKAGES("(packages)/([^/]+)/.*") {
    @Override
    Span span(Kept kept, String first, String second) {
      return since(kept.written(), PACKAGES_KEPT);
    }
  },
  /// What a probe that runs has measured so far: `work/{run}/…`.
  MEASURES("(work)/([^/]+)/.*") {
    @Override
    Span span(Kept kept, String first, String second) {
      return since(kept.written(), Term.MEASURES.length());
    }
  };

  /// As long as a package can be had, and as the bucket keeps whatever is in it.
  static final Duration PACKAGES_KEPT = Term.EXPORTS.length();

  /// From when on an object's time counts, and when it is over.
  public record Span(Instant begins, Instant ends) {}

  private final Pattern name;

  Lifetime(String name) {
    this.name = Pattern.compile(name);
  }

  abstract Span span(Kept kept, String first, String second);

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Span since(Instant written, Duration length) {
    return new Span(written, written.plus(length));
  }

  /// An object's time; nothing if its name does not say it.
  public Optional<Span> span(Kept kept) {
    var names = name.matcher(kept.name());
    try {
      return names.matches()
          ? Optional.of(span(kept, names.group(1), names.group(2)))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// When an object ends; nothing if its name does not say it.
  Optional<Instant> end(Kept kept) {
    return span(kept).map(Span::ends);
  }
}
