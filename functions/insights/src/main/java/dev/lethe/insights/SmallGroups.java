package dev.lethe.insights;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// Hides groups of too few people in a table: rows are the values of a dimension, columns are what
/// each row is told apart by further, such as the hours of a day; and each column has a total.
///
/// How many people two groups are together is not known, since somebody may be in both; but they
/// are no fewer than the larger one. So what is hidden is safe if somewhere in it is one group that
/// is large enough, or if it is all that a total, which is large enough, is made of. Whole columns
/// and whole rows are hidden, never single groups of them: then no sum can be worked out but of
/// columns, of rows, and of what is hidden in them.
///
/// @param <C> a column
final class SmallGroups<C> {

  private final List<C> columns;
  private final Map<String, Map<C, Long>> rows;
  private final long threshold;
  private final Set<C> hiddenColumns;
  private final Set<String> hiddenRows;

  private SmallGroups(
      List<C> columns,
      Map<C, Long> total,
      Map<String, Map<C, Long>> rows,
      Set<String> hidden,
      long threshold) {
    this.columns = columns;
    this.rows = new TreeMap<>(rows);
    this.threshold = threshold;
    this.hiddenColumns = smallColumns(total);
    this.hiddenRows = new HashSet<>(hidden);
  }

  /// What may be told.
  ///
  /// @param columns whose totals may be told, and the groups in them that are of a row
  /// @param hiddenRows of which nothing may be told
  record Shown<C>(Set<C> columns, Set<String> hiddenRows) {

    Shown {
      columns = Set.copyOf(columns);
      hiddenRows = Set.copyOf(hiddenRows);
    }

    boolean hasTotal(C column) {
      return columns.contains(column);
    }

    boolean has(String row, C column) {
      return hasTotal(column) && !hiddenRows.contains(row);
    }
  }

  /// What may be told of a table.
  ///
  /// @param columns in an order that decides between equals
  /// @param total how many people each column is about
  /// @param rows how many people each group of each row is
  /// @param hidden rows that are not told for other reasons
  static <C> Shown<C> shown(
      List<C> columns,
      Map<C, Long> total,
      Map<String, Map<C, Long>> rows,
      Set<String> hidden,
      long threshold) {
    var table = new SmallGroups<>(columns, total, rows, hidden, threshold);
    table.hideRows();
    return new Shown<>(Set.copyOf(table.shownColumns()), table.hiddenRows);
  }

  /// The columns whose totals are small; with them goes the smallest of the others, since what a
  /// whole row is less all its columns that are told would give them away.
  private Set<C> smallColumns(Map<C, Long> total) {
    var hidden = new HashSet<C>();
    columns.stream().filter(column -> isSmall(size(total, column))).forEach(hidden::add);
    if (!hidden.isEmpty()) {
      columns.stream()
          .filter(column -> isLarge(size(total, column)))
          .min(Comparator.comparingLong(column -> size(total, column)))
          .ifPresent(hidden::add);
    }
    return hidden;
  }

  private void hideRows() {
    rows.forEach((row, groups) -> {
      var isGivenAway =
          shownColumns().stream().anyMatch(column -> isSmall(size(groups, column)))
              || !isSafe(Stream.of(groups), hiddenColumns);
      if (isGivenAway) {
        hiddenRows.add(row);
      }
    });
    shownColumns().forEach(column -> hideMore(Set.of(column)));
    hideMore(hiddenColumns);
  }

  /// Hides the smallest rows until what is hidden in these columns is not given away by their
  /// total.
  private void hideMore(Set<C> in) {
    while (!isSafe(hiddenRows.stream().map(row -> rows.getOrDefault(row, Map.of())), in)) {
      var next =
          rows.keySet().stream()
              .filter(row -> !hiddenRows.contains(row))
              .filter(row -> sum(rows.getOrDefault(row, Map.of()), in) > 0)
              .min(Comparator.comparingLong(row -> sum(rows.getOrDefault(row, Map.of()), columns)));
      if (next.isEmpty()) {
        return;
      }
      hiddenRows.add(next.get());
    }
  }

  private boolean isSafe(Stream<Map<C, Long>> groups, Set<C> in) {
    var sizes = groups.flatMap(row -> in.stream().map(column -> size(row, column))).toList();
    return sizes.stream().allMatch(size -> size == 0) || sizes.stream().anyMatch(this::isLarge);
  }

  private List<C> shownColumns() {
    return columns.stream().filter(column -> !hiddenColumns.contains(column)).toList();
  }

  private boolean isSmall(long size) {
    return size > 0 && size < threshold;
  }

  private boolean isLarge(long size) {
    return size >= threshold;
  }

  private long size(Map<C, Long> groups, C column) {
    return groups.getOrDefault(column, 0L);
  }

  private long sum(Map<C, Long> groups, Collection<C> in) {
    ToLongFunction<C> size = column -> size(groups, column);
    return in.stream().mapToLong(size).sum();
  }
}
