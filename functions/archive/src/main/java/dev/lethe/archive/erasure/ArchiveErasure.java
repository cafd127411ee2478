package dev.lethe.archive.erasure;

import dev.lethe.archive.LabelIndex;
import dev.lethe.archive.Search;
import dev.lethe.shared.erasure.SubjectCopies;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.rights.Cases;
import dev.lethe.shared.rights.Measures;
import dev.lethe.shared.rights.Store;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.stream.Collectors;

/// Takes erased lives, and those that are held, out of exports, and searches the archive and the
/// exports for what is left of the erased.
public final class ArchiveErasure {

  private final Cases cases;
  private final SubjectCopies exports;
  private final Search search;
  private final LabelIndex index;
  private final Measures measures;
  private final Clock clock;

  public ArchiveErasure(
      Cases cases,
      SubjectCopies exports,
      Search search,
      LabelIndex index,
      Measures measures,
      Clock clock) {
    this.cases = cases;
    this.exports = exports;
    this.search = search;
    this.index = index;
    this.measures = measures;
    this.clock = clock;
  }

  /// Takes lives out of all exports.
  public void removeFromExports(CaseId id, int round) {
    var lives = lives(id);
    var found = sum(exports::count, id, lives);
    measures.found(id, Store.EXPORTS, round, found);
    measures.later(id, Store.EXPORTS, round, sum(exports::erase, id, lives) - found);
    measures.removed(id, Store.EXPORTS, round);
  }

  /// Searches the archive's objects themselves, and the exports. What is found in an object enters
  /// the index, so that the next round takes it out: somebody may have put back an object that the
  /// index does not know.
  public void search(CaseId id, int round) {
    var lives = lives(id);
    measures.searched(id, Store.EXPORTS, round, sum(exports::count, id, lives));
    var labels = lives.stream().map(ArchiveErasure::label).collect(Collectors.toSet());
    Map<String, Set<String>> found =
        labels.isEmpty() ? Map.of() : search.objectsWith(labels, from(lives));
    found.forEach((label, objects) -> objects.forEach(object -> index.add(object, Set.of(label))));
    measures.searched(id, Store.ARCHIVE, round, found.values().stream().mapToLong(Set::size).sum());
  }

  private List<CaseLife> lives(CaseId id) {
    return cases.lives(id).stream().filter(life -> life.label() != null).toList();
  }

  private static String label(CaseLife life) {
    return Objects.requireNonNull(life.label());
  }

  /// The first day of the lives, and the one before it for their time zones; at most as long ago as
  /// anything is kept.
  private LocalDate from(List<CaseLife> lives) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return lives.stream()
        .map(CaseLife::born)
        .filter(Objects::nonNull)
        .min(LocalDate::compareTo)
        .orElseGet(() -> today.minusDays(Settings.LONGEST_RETENTION))
        .minusDays(1);
  }

  private static long sum(
      ToLongBiFunction<String, String> number, CaseId id, List<CaseLife> lives) {
    return lives.stream().mapToLong(life -> number.applyAsLong(id.app(), label(life))).sum();
  }
}
