package dev.lethe.archive.export;

import dev.lethe.archive.ArchiveObjects;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The objects of exports: for each part a file, and the list of labels that the file may hold
/// events of. A list is written before its file, and is not written again but to take labels out.
///
/// Each name says from which day on it is over: `files/{app}/2026-12-02/{export}/part-00001…`. To
/// S3 an object is new when somebody was taken out of it.
public final class ExportFiles implements SubjectCopies {

  private static final String FILES = "files/";
  private static final String LABELS = "labels/";
  private static final String PLANS = "plans/";
  private static final String NAME = "part-";
  private static final Pattern LIST =
      Pattern.compile(LABELS + "([^/]+)/([0-9-]+)/([^/]+)/" + NAME + "(\\d+)");

  private final ArchiveObjects objects;
  private final Listing listing;

  public ExportFiles(ArchiveObjects objects, Listing listing) {
    this.objects = objects;
    this.listing = listing;
  }

  /// A part, by where it is.
  ///
  /// @param app the application's id
  /// @param over the first day, UTC, on which it cannot be had any more
  /// @param export the export's id
  /// @param number from 1 on
  record PartName(String app, LocalDate over, String export, int number) {

    PartName(Export export, int number) {
      this(export.app(), export.over(), export.id(), number);
    }

    private static PartName ofList(String object) {
      var names = LIST.matcher(object);
      if (!names.matches()) {
        throw new IllegalStateException("An object is no list of labels.");
      }
      return new PartName(
          names.group(1),
          LocalDate.parse(names.group(2)),
          names.group(3),
          Integer.parseInt(names.group(4)));
    }

    private String path() {
      return "%s/%s/%s/%s%05d".formatted(app, over, export, NAME, number);
    }

    private String file() {
      return FILES + path() + ".ndjson.gz";
    }

    private String labels() {
      return LABELS + path();
    }
  }

  /// The name of the object that holds an export's plan.
  static String plan(Export export) {
    return PLANS + folder(export) + "parts.json";
  }

  private static String folder(Export export) {
    return export.app() + '/' + export.over() + '/' + export.id() + '/';
  }

  /// Keeps the plan, unless there is one.
  ///
  /// @return the one that is kept
  Bytes keepPlan(Export export, Bytes plan) {
    objects.create(plan(export), plan);
    return objects.read(plan(export)).orElseThrow().content();
  }

  /// Keeps the labels that a part may hold events of, unless there is a list already.
  ///
  /// @return those of the list that is kept
  Set<String> keepLabels(PartName part, Set<String> labels) {
    objects.create(part.labels(), encoded(labels));
    return labelsOf(part);
  }

  /// The labels that a part may hold events of.
  Set<String> labelsOf(PartName part) {
    return objects.read(part.labels()).map(stored -> decoded(stored.content())).orElseThrow();
  }

  /// Keeps a part's file, unless there is one.
  void keep(PartName part, Bytes file) {
    objects.create(part.file(), file);
  }

  boolean isWritten(PartName part) {
    return objects.version(part.file()).isPresent();
  }

  /// A part's file; nothing if it is not written.
  Optional<Bytes> read(PartName part) {
    return objects.read(part.file()).map(ArchiveObjects.Stored::content);
  }

  /// The files of an export that are written, in their order.
  List<Listing.Listed> written(Export export) {
    return listing.list(FILES + folder(export));
  }

  /// Takes subjects out of a part, whoever else does so. The list keeps them as long as there is no
  /// file: who writes it just now may have looked at the Vault before they went, and whoever checks
  /// it then must look for them.
  ///
  /// @return whether the file held something of them
  boolean takeOut(PartName part, Set<String> labels) {
    if (!isWritten(part)) {
      return false;
    }
    var held = change(part.file(), content -> ExportText.without(content, part.export(), labels));
    change(
        part.labels(),
        content -> {
          var kept = new TreeSet<>(decoded(content));
          return kept.removeAll(labels) ? encoded(kept) : content;
        });
    return held;
  }

  @Override
  public long count(String app, String label) {
    return partsWith(app, label).filter(this::isWritten).count();
  }

  /// Takes a label out of all exports of an application, shown or not.
  @Override
  public long erase(String app, String label) {
    return partsWith(app, label).filter(part -> takeOut(part, Set.of(label))).count();
  }

  private Stream<PartName> partsWith(String app, String label) {
    return listing.list(LABELS + app + '/').stream()
        .map(list -> PartName.ofList(list.name()))
        .filter(part -> labelsOf(part).contains(label));
  }

  /// Changes an object, whoever else changes it.
  ///
  /// @return whether it was changed
  private boolean change(String object, UnaryOperator<Bytes> change) {
    while (true) {
      var stored = objects.read(object);
      if (stored.isEmpty()) {
        return false;
      }
      var after = change.apply(stored.get().content());
      if (after.equals(stored.get().content())) {
        return false;
      }
      if (objects.replace(object, stored.get().version(), after)) {
        return true;
      }
    }
  }

  /// Deletes all of an export.
  void delete(Export export) {
    for (var kind : List.of(FILES, LABELS, PLANS)) {
      listing.delete(
          listing.list(kind + folder(export)).stream().map(Listing.Listed::name).toList());
    }
  }

  private static Bytes encoded(Set<String> labels) {
    return Bytes.copyOf(
        String.join("\n", new TreeSet<>(labels)).getBytes(StandardCharsets.US_ASCII));
  }

  private static Set<String> decoded(Bytes list) {
    return new String(list.toArray(), StandardCharsets.US_ASCII)
        .lines()
        .collect(Collectors.toUnmodifiableSet());
  }
}
