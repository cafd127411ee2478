package dev.lethe.retention.probe;

import dev.lethe.retention.Lifetime;
import dev.lethe.retention.Shelf.Kept;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Tells from the names of objects what they are, whose, and until when.
final class ObjectForms {

  private static final Map<Place, List<Form>> FORMS =
      Map.of(
          Place.ARCHIVE, List.of(new Form(BucketKinds.LINES, "lines/.*", Lifetime.LINES)),
          Place.SCREENSHOTS,
              List.of(
                  new Form(
                      BucketKinds.PICTURES, "screenshots/(?<app>[^/]+)/.*", Lifetime.SCREENSHOTS)),
          Place.QUARANTINE, List.of(new Form(BucketKinds.UPLOADS, "uploads/.*", null)),
          Place.FAILURES,
              List.of(
                  new Form(
                      BucketKinds.PASSED_OVER,
                      "(undecodable|skipped|skipped-by-archive)/[^/]+/[^/]+/[^/]+",
                      null),
                  new Form(BucketKinds.GIVEN_UP, "aws/lambda/.*", null)),
          Place.EXPORTS,
              List.of(
                  new Form(
                      BucketKinds.EXPORTED,
                      "(files|labels|plans)/(?<app>[^/]+)/.*",
                      Lifetime.EXPORTS),
                  new Form(BucketKinds.PACKED, "packages/(?<app>[^/]+)/.*", Lifetime.PACKAGES)),
          Place.QUERY_RESULTS, List.of(new Form(BucketKinds.RESULTS, ".*", null)),
          Place.RECEIPTS, List.of(new Form(BucketKinds.RECEIPTS, "receipts/.*", null)),
          Place.AUDITS,
              List.of(
                  new Form(BucketKinds.AUDIT_FILES, "audits/(?<app>[^/]+)/.*", null),
                  new Form(BucketKinds.PROBES, "probes/.*", null),
                  new Form(BucketKinds.WORK, "work/.*", Lifetime.MEASURES)),
          Place.EDGE_LOGS, List.of(new Form(BucketKinds.EDGE_LINES, "[^/]+\\.gz", null)),
          // What Firehose begins their names with.
          Place.UNDELIVERED_LOGS,
              List.of(new Form(BucketKinds.UNDELIVERED_LINES, "http-endpoint-failed/.*", null)));

  /// What objects of a kind are called.
  ///
  /// @param lifetime by which they end; nothing if they end when they were written and the kind's
  ///   time is over
  private record Form(Kind kind, Pattern name, @Nullable Lifetime lifetime) {

    Form(Kind kind, String name, @Nullable Lifetime lifetime) {
      this(kind, Pattern.compile(name), lifetime);
    }

    Optional<Seen> read(ObjectSeen object) {
      var matcher = name.matcher(object.name());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      var app = name.namedGroups().containsKey("app") ? matcher.group("app") : null;
      // A name that does not say when it ends is none of the kind's.
      return span(object)
          .map(span -> new Seen(kind, app, span.begins(), null, span.ends(), object.bytes()));
    }

    private Optional<Lifetime.Span> span(ObjectSeen object) {
      var written = object.written();
      return lifetime == null
          ? Optional.of(new Lifetime.Span(written, written.plus(ends(kind).longest())))
          : lifetime.span(new Kept(object.name(), written));
    }
  }

  private ObjectForms() {}

  /// What an object is.
  static Seen read(Place place, ObjectSeen object) {
    return switch (object.state()) {
      case CURRENT ->
          FORMS.getOrDefault(place, List.of()).stream()
              .map(form -> form.read(object))
              .flatMap(Optional::stream)
              .findFirst()
              .orElseGet(() -> undue(Kinds.unknown(place), object));
      case OLDER -> left(BucketKinds.ENDED_RECEIPTS, place, object);
      case DELETED -> left(BucketKinds.MARKS_OF_RECEIPTS, place, object);
    };
  }

  /// Only receipts have versions.
  private static Seen left(Kind kind, Place place, ObjectSeen object) {
    return kind.place() == place ? due(kind, object) : undue(Kinds.unknown(place), object);
  }

  /// An upload in parts that is not finished.
  static Seen unfinished(Place place, Instant begun) {
    var kind = BucketKinds.unfinished(place);
    return new Seen(kind, null, begun, null, begun.plus(ends(kind).longest()), null);
  }

  private static Seen due(Kind kind, ObjectSeen object) {
    var due = object.written().plus(ends(kind).longest());
    return new Seen(kind, null, object.written(), null, due, object.bytes());
  }

  private static Seen undue(Kind kind, ObjectSeen object) {
    return new Seen(kind, null, object.written(), null, null, object.bytes());
  }

  private static Keeping.Ends ends(Kind kind) {
    if (kind.keeping() instanceof Keeping.Ends ends) {
      return ends;
    }
    throw new IllegalArgumentException("Objects of this kind have no end.");
  }
}
