package dev.lethe.subjects.packages;

import dev.lethe.subjects.request.Correction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The attributes of a subject: what its app said in `identify` calls over time, and what was put
/// right.
///
/// What was put right stands until the app says something new. An app says what it knows again and
/// again: a value that it had said before the correction is the one that was wrong, and stays so.
final class Attributes {

  /// JSON's nothing: the attribute is not there.
  private static final String NOTHING = "null";

  private final SortedMap<String, Map<String, Span>> said = new TreeMap<>();
  private final SortedMap<String, Corrected> corrected = new TreeMap<>();

  /// When a value was said for the first and the last time, by our clock.
  private record Span(Instant first, Instant last) {

    Span with(Instant at) {
      return new Span(at.isBefore(first) ? at : first, at.isAfter(last) ? at : last);
    }
  }

  private record Corrected(String value, Instant at) {}

  /// A value that an app said.
  ///
  /// @param value JSON
  record Said(String attribute, String value, Instant first, Instant last) {}

  /// An app said something.
  ///
  /// @param value JSON
  void say(String attribute, String value, Instant at) {
    said.computeIfAbsent(attribute, unseen -> new HashMap<>())
        .merge(value, new Span(at, at), (before, now) -> before.with(at));
  }

  /// Something was put right; of one attribute the latest counts.
  void correct(Correction correction, Instant at) {
    corrected.merge(
        correction.attribute(),
        new Corrected(json(correction.value()), at),
        (before, now) -> now.at().isBefore(before.at()) ? before : now);
  }

  /// A right value as JSON.
  static String json(Correction.Value value) {
    return switch (value) {
      case Correction.Value.Text(var text) -> JsonText.of(text);
      case Correction.Value.Numeral(var digits) -> digits;
      case Correction.Value.Truth(var isTrue) -> Boolean.toString(isTrue);
      case Correction.Value.Removed() -> NOTHING;
    };
  }

  /// The attributes as they are now, each as JSON.
  SortedMap<String, String> now() {
    var now = new TreeMap<String, String>();
    said.keySet().forEach(attribute -> now.put(attribute, value(attribute)));
    corrected.keySet().forEach(attribute -> now.put(attribute, value(attribute)));
    now.values().removeIf(NOTHING::equals);
    return now;
  }

  private String value(String attribute) {
    var right = corrected.get(attribute);
    return latest(attribute, right)
        .or(() -> Optional.ofNullable(right).map(Corrected::value))
        .orElse(NOTHING);
  }

  /// What was said last, and, if something was put right, never before that.
  private Optional<String> latest(String attribute, @Nullable Corrected right) {
    return said.getOrDefault(attribute, Map.of()).entrySet().stream()
        .filter(value -> right == null || value.getValue().first().isAfter(right.at()))
        .max(
            Comparator.comparing((Map.Entry<String, Span> value) -> value.getValue().last())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  /// Everything that was said, each attribute's values by when they were said first.
  List<Said> history() {
    var all = new ArrayList<Said>();
    said.forEach((attribute, values) ->
        values.entrySet().stream()
            .map(value ->
                new Said(
                    attribute, value.getKey(), value.getValue().first(), value.getValue().last()))
            .sorted(Comparator.comparing(Said::first).thenComparing(Said::value))
            .forEach(all::add));
    return all;
  }
}
