package dev.lethe.insights;

import dev.lethe.insights.Answer.Series;
import dev.lethe.shared.counters.Bucket;
import dev.lethe.shared.counters.CounterKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Makes series of what may be told. What may not goes to [CounterKey#SUPPRESSED], as far as it
/// adds up.
final class Telling {

  private final Question question;
  private final Tables tables;
  private final Disclosure disclosure;
  private final List<Measure> measures;
  private final Map<String, SortedMap<Bucket, Map<String, Number>>> series = new HashMap<>();

  private Telling(Question question, Tables tables, Disclosure disclosure) {
    this.question = question;
    this.tables = tables;
    this.disclosure = disclosure;
    this.measures = question.statistic().measures();
  }

  static List<Series> of(Question question, Tables tables, Disclosure disclosure) {
    var telling = new Telling(question, tables, disclosure);
    tables.buckets().stream().filter(question::isAbout).forEach(telling::add);
    return telling.series.entrySet().stream()
        .map(entry -> new Series(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void add(Bucket bucket) {
    if (question.by() == null) {
      var total = tables.total(bucket);
      put(CounterKey.TOTAL, bucket, told(total, measure -> disclosure.tellsTotal(measure, bucket)));
      return;
    }
    var left = new HashMap<Measure, Cell>();
    tables
        .values(bucket)
        .forEach((value, cell) -> {
          var told = told(cell, measure -> disclosure.tells(measure, value, bucket));
          put(value, bucket, told);
          measures.stream()
              .filter(measure -> !told.containsKey(measure.name()))
              .filter(measure -> isOfSomebody(measure, cell))
              .forEach(measure -> left.merge(measure, cell, Cell::plus));
        });
    addSuppressed(bucket, left);
  }

  /// The numbers of a cell that may be told; none if only those may be that are about nobody.
  private Map<String, Number> told(Cell cell, Predicate<Measure> tells) {
    var told = measures.stream().filter(tells).toList();
    var isWorthIt = told.contains(n()) && told.stream().anyMatch(one -> isOfSomebody(one, cell));
    return isWorthIt ? numbers(told, measure -> cell) : Map.of();
  }

  /// What is left is told together where the total is, unless what has no value at all could be
  /// worked out then, and must not. That something is left is told even if it does not add up.
  private void addSuppressed(Bucket bucket, Map<Measure, Cell> left) {
    if (!disclosure.tellsTotal(n(), bucket)) {
      return;
    }
    var together =
        measures.stream()
            .filter(Measure::isSum)
            .filter(measure -> disclosure.tellsTotal(measure, bucket))
            .filter(measure -> disclosure.tellsRest(measure, bucket))
            .toList();
    if (left.containsKey(n()) || together.stream().anyMatch(left::containsKey)) {
      var numbers = numbers(together, measure -> left.getOrDefault(measure, Cell.EMPTY));
      values(CounterKey.SUPPRESSED).put(bucket, numbers);
    }
  }

  private static Map<String, Number> numbers(List<Measure> told, Function<Measure, Cell> cell) {
    var numbers = new LinkedHashMap<String, Number>();
    for (var measure : told) {
      var number = measure.of().apply(cell.apply(measure));
      if (number != null) {
        numbers.put(measure.name(), number);
      }
    }
    return numbers;
  }

  private void put(String key, Bucket bucket, Map<String, Number> numbers) {
    if (!numbers.isEmpty()) {
      values(key).put(bucket, numbers);
    }
  }

  private SortedMap<Bucket, Map<String, Number>> values(String key) {
    return series.computeIfAbsent(key, unseen -> new TreeMap<>());
  }

  private Measure n() {
    return measures.getFirst();
  }

  private static boolean isOfSomebody(Measure measure, Cell cell) {
    return measure.about().stream().anyMatch(crowd -> crowd.size(cell) > 0);
  }
}
