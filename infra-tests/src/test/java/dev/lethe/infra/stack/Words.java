package dev.lethe.infra.stack;

import java.util.Set;
import java.util.stream.Collectors;

/// Finds any of many words in a text, however many they are. They are ids: of letters, digits,
/// hyphens and underscores.
final class Words {

  private final Set<String> words;
  private final Set<Integer> lengths;

  Words(Set<String> words) {
    this.words = Set.copyOf(words);
    this.lengths = words.stream().map(String::length).collect(Collectors.toUnmodifiableSet());
  }

  /// Whether a text says one, alone or in something longer.
  boolean areIn(String text) {
    var from = 0;
    for (var at = 0; at <= text.length(); at++) {
      if (at == text.length() || !isOfIds(text.charAt(at))) {
        if (isSaid(text, from, at)) {
          return true;
        }
        from = at + 1;
      }
    }
    return false;
  }

  /// Whether one is said between two places.
  private boolean isSaid(String text, int from, int to) {
    for (var length : lengths) {
      for (var at = from; at + length <= to; at++) {
        if (words.contains(text.substring(at, at + length))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfIds(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || sign == '-'
        || sign == '_';
  }
}
