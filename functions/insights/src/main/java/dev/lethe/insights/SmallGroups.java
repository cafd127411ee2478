package dev.lethe.insights;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// Hides groups of too few people among the others of their day or hour.
final class SmallGroups {

  private SmallGroups() {}

  /// The groups with those summed into [Answer#SUPPRESSED] that are below the threshold; with them
  /// go the smallest of the others, until those that are hidden are as many as the threshold
  /// together, and so two groups at least: fewer would be given away by the total, less all that is
  /// shown. Where even all are fewer, none is left.
  ///
  /// @param groups of one day or hour, by their value, in numbers over 0
  static Map<String, Long> hidden(Map<String, Long> groups, int threshold) {
    var shown = new HashMap<>(groups);
    var bySize =
        groups.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
            .toList();
    var sum = 0L;
    for (var group : bySize) {
      var isSmall = group.getValue() < threshold;
      var isGivenAway = sum > 0 && sum < threshold;
      if (!isSmall && !isGivenAway) {
        break;
      }
      shown.remove(group.getKey());
      sum += group.getValue();
    }
    if (sum >= threshold) {
      shown.put(Answer.SUPPRESSED, sum);
    }
    return shown;
  }
}
