package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.insights.SmallGroups.Shown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {

  private static final int THRESHOLD = 3;
  private static final int ROWS = 3;
  private static final int COLUMNS = 3;

  private static final List<Integer> ALL_COLUMNS = IntStream.range(0, COLUMNS).boxed().toList();

  /// What may be told of a table that has one column.
  private static Shown<String> ofOneColumn(long total, Map<String, Long> rows, String... hidden) {
    var groups =
        rows.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, row -> Map.of("day", row.getValue())));
    return SmallGroups.shown(
        List.of("day"), Map.of("day", total), groups, Set.of(hidden), THRESHOLD);
  }

  @Test
  void groupsThatAreLargeEnoughAreShown() {
    var shown = ofOneColumn(7, Map.of("a", 3L, "b", 4L));
    assertThat(shown).isEqualTo(new Shown<>(Set.of("day"), Set.of()));
  }

  @Test
  void aSmallGroupTakesTheSmallestLargeOneWithIt() {
    assertThat(ofOneColumn(20, Map.of("a", 2L, "b", 5L, "c", 4L, "d", 9L)).hiddenRows())
        .containsExactlyInAnyOrder("a", "c");
  }

  /// Two who are in both groups are two all the same.
  @Test
  void smallGroupsAreNoLargeOneTogether() {
    assertThat(ofOneColumn(9, Map.of("a", 2L, "b", 2L, "c", 5L, "d", 6L)).hiddenRows())
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void whereNoneIsLargeNothingIsShownButTheTotal() {
    var shown = ofOneColumn(4, Map.of("a", 2L, "b", 2L));
    assertThat(shown).isEqualTo(new Shown<>(Set.of("day"), Set.of("a", "b")));
  }

  @Test
  void ofFewNothingIsShown() {
    assertThat(ofOneColumn(2, Map.of("a", 2L)).columns()).isEmpty();
  }

  /// What was hidden for good may be a small group.
  @Test
  void whatIsHiddenAnywayTakesALargeOneWithItIfItIsSmall() {
    assertThat(ofOneColumn(20, Map.of("x", 2L, "b", 5L, "c", 4L), "x").hiddenRows())
        .containsExactlyInAnyOrder("x", "c");
    assertThat(ofOneColumn(20, Map.of("x", 3L, "b", 5L, "c", 4L), "x").hiddenRows())
        .containsExactly("x");
  }

  private static Shown<String> ofHours(
      Map<String, Long> total, Map<String, Map<String, Long>> rows) {
    var hours = new TreeMap<>(total).keySet().stream().toList();
    return SmallGroups.shown(hours, total, rows, Set.of(), THRESHOLD);
  }

  @Test
  void aSmallHourTakesTheSmallestLargeOneWithItForEachRow() {
    var all = Map.of("09", 2L, "10", 8L, "11", 7L, "12", 9L);
    var shown = ofHours(all, Map.of("a", all));
    assertThat(shown.columns()).containsExactlyInAnyOrder("10", "12");
    assertThat(shown.hiddenRows()).isEmpty();
  }

  @Test
  void aRowWithASmallHourIsHiddenWithTheSmallestThatHidesIt() {
    var shown =
        ofHours(
            Map.of("09", 12L, "10", 12L),
            Map.of(
                "a", Map.of("09", 5L, "10", 2L),
                "b", Map.of("09", 6L),
                "c", Map.of("09", 3L, "10", 4L),
                "d", Map.of("09", 6L, "10", 6L)));
    assertThat(shown.columns()).containsExactlyInAnyOrder("09", "10");
    assertThat(shown.hiddenRows()).containsExactlyInAnyOrder("a", "c");
  }

  /// By its day less its hours that are shown.
  @Test
  void aRowWhoseHiddenHoursAreSmallTogetherIsHidden() {
    var shown =
        ofHours(
            Map.of("09", 2L, "10", 7L, "11", 12L),
            Map.of(
                "a", Map.of("09", 1L, "10", 1L, "11", 4L),
                "b", Map.of("10", 6L, "11", 5L),
                "c", Map.of("11", 5L)));
    assertThat(shown.columns()).containsExactly("11");
    assertThat(shown.hiddenRows()).containsExactlyInAnyOrder("a", "b");
  }

  /// What no row shows any more must hide a large group in the hidden hours, too.
  @Test
  void hiddenRowsAreNotGivenAwayInHiddenHours() {
    var shown =
        ofHours(
            Map.of("09", 1L, "10", 4L, "11", 9L),
            Map.of(
                "a", Map.of("09", 1L, "11", 1L),
                "b", Map.of("11", 3L),
                "c", Map.of("10", 4L, "11", 5L)));
    assertThat(shown.columns()).containsExactly("11");
    assertThat(shown.hiddenRows()).containsExactlyInAnyOrder("a", "b", "c");
  }

  /// People, each in some places of the table, which are bits of a number; the first rows are
  /// fuller than the last.
  @Provide
  static Arbitrary<List<Integer>> people() {
    var row = Arbitraries.of(0, 0, 0, 1, 1, 2);
    var column = Arbitraries.integers().between(0, COLUMNS - 1);
    return Combinators.combine(row, column)
        .as(SmallGroupsTest::place)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(places -> places.stream().reduce(0, (all, place) -> all | place))
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }

  private static int place(int row, int column) {
    return 1 << (row * COLUMNS + column);
  }

  private static int row(int row) {
    return ALL_COLUMNS.stream().mapToInt(column -> place(row, column)).sum();
  }

  private static int column(int column) {
    return IntStream.range(0, ROWS).map(row -> place(row, column)).sum();
  }

  private static long size(List<Integer> people, int places) {
    return people.stream().filter(person -> (person & places) != 0).count();
  }

  /// A day is told in all and row by row, and so are its hours.
  @Property(tries = 3000)
  void nothingSmallCanBeWorkedOut(@ForAll("people") List<Integer> people) {
    var all = (1 << (ROWS * COLUMNS)) - 1;
    var days = new HashMap<String, Long>();
    var hours = new HashMap<String, Map<Integer, Long>>();
    for (var row = 0; row < ROWS; row++) {
      days.put("r" + row, size(people, row(row)));
      for (var column : ALL_COLUMNS) {
        hours
            .computeIfAbsent("r" + row, unseen -> new HashMap<>())
            .put(column, size(people, place(row, column)));
      }
    }
    var totals = new HashMap<Integer, Long>();
    ALL_COLUMNS.forEach(column -> totals.put(column, size(people, column(column))));
    var ofDay = ofOneColumn(size(people, all), days);
    var ofHours = SmallGroups.shown(ALL_COLUMNS, totals, hours, ofDay.hiddenRows(), THRESHOLD);
    if (!ofDay.hasTotal("day")) {
      return;
    }
    var told = new HashSet<>(Set.of(all));
    for (var row = 0; row < ROWS; row++) {
      if (ofDay.has("r" + row, "day")) {
        told.add(row(row));
      }
      for (var column : ALL_COLUMNS) {
        if (ofHours.has("r" + row, column)) {
          told.add(place(row, column));
        }
      }
    }
    ofHours.columns().forEach(column -> told.add(column(column)));
    var attacker = new LinearAttacker(ROWS * COLUMNS);
    told.forEach(sum -> attacker.hear(sum, size(people, sum) == 0));
    assertThat(attacker.workOut(sum -> size(people, sum) > 0 && size(people, sum) < THRESHOLD))
        .isZero();
  }
}
