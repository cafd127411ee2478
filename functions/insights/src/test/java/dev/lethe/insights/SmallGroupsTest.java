package dev.lethe.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {

  @Test
  void groupsThatAreLargeEnoughAreShown() {
    var groups = Map.of("a", 10L, "b", 11L);
    assertThat(SmallGroups.hidden(groups, 10)).isEqualTo(groups);
    assertThat(SmallGroups.hidden(Map.of("a", 1L), 1)).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aSmallGroupAloneTakesTheNextWithIt() {
    assertThat(SmallGroups.hidden(Map.of("a", 9L, "b", 20L, "c", 30L), 10))
        .isEqualTo(Map.of("c", 30L, "(suppressed)", 29L));
  }

  @Test
  void smallGroupsThatAreFewTogetherTakeTheNextWithThem() {
    assertThat(SmallGroups.hidden(Map.of("a", 2L, "b", 3L, "c", 20L, "d", 30L), 10))
        .isEqualTo(Map.of("d", 30L, "(suppressed)", 25L));
  }

  @Test
  void whereAllAreFewerNothingIsShown() {
    assertThat(SmallGroups.hidden(Map.of("a", 2L, "b", 3L), 10)).isEmpty();
    assertThat(SmallGroups.hidden(Map.of("total", 9L), 10)).isEmpty();
  }

  /// What is not shown, by the day's total less what is shown, is never a small group, nor one.
  @Property
  void noSmallGroupIsGivenAway(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 40) Integer> sizes,
      @ForAll @IntRange(min = 1, max = 20) int threshold) {
    var groups = new HashMap<String, Long>();
    IntStream.range(0, sizes.size()).forEach(i -> groups.put("g" + i, (long) sizes.get(i)));
    var shown = SmallGroups.hidden(groups, threshold);
    var named = new HashMap<>(shown);
    named.remove(Answer.SUPPRESSED);
    assertThat(groups).containsAllEntriesOf(named);
    assertThat(shown.values()).allSatisfy(n -> assertThat(n).isGreaterThanOrEqualTo(threshold));
    var hidden = groups.size() - named.size();
    var rest = sum(groups) - sum(named);
    if (shown.containsKey(Answer.SUPPRESSED)) {
      assertThat(hidden).isGreaterThanOrEqualTo(2);
      assertThat(shown).containsEntry(Answer.SUPPRESSED, rest);
    } else {
      assertThat(hidden == 0 || named.isEmpty()).isTrue();
      assertThat(rest).isLessThan(threshold);
    }
  }

  private static long sum(Map<String, Long> groups) {
    return groups.values().stream().mapToLong(Long::longValue).sum();
  }
}
