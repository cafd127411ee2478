package dev.lethe.infra.erased;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.vault.Identity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/// What statistics must say, with pencil and paper, and what they say.
final class Statistics {

  /// The dimensions that are asked by, and an event's value of each.
  private static final Map<String, Function<Message, String>> DIMENSIONS =
      Map.of("", message -> "total", "event", Message::name, "platform", Message::platform);

  private static final int DAYS_BACK = 5;

  private final App app;

  Statistics(App app) {
    this.app = app;
  }

  /// What they must say, by metric, dimension, value and day.
  ///
  /// @param counted all events of the application that count, once each
  static Map<String, Long> of(Collection<Message> counted) {
    var numbers = new TreeMap<String, Long>();
    var whose = new TreeMap<String, Set<Identity>>();
    DIMENSIONS.forEach((by, value) ->
        counted.forEach(message -> {
          var cell = by + ' ' + value.apply(message) + ' ' + message.day();
          numbers.merge("events " + cell, 1L, Long::sum);
          whose.computeIfAbsent(cell, unseen -> new HashSet<>()).add(message.owner());
        }));
    whose.forEach((cell, people) -> {
      numbers.put("users " + cell, (long) people.size());
      numbers.put("subjects " + cell, (long) people.size());
    });
    return numbers;
  }

  /// What they say now.
  Map<String, Long> now() {
    var numbers = new TreeMap<String, Long>();
    for (var by : DIMENSIONS.keySet()) {
      ask("events", by, "n", "events ", numbers);
      ask("events", by, "subjects", "subjects ", numbers);
      ask("users", by, "n", "users ", numbers);
    }
    return numbers;
  }

  private void ask(
      String metric, String by, String measure, String prefix, Map<String, Long> numbers) {
    var today = LocalDate.now(ZoneOffset.UTC);
    var query =
        "?from=" + today.minusDays(DAYS_BACK) + "&to=" + today + (by.isEmpty() ? "" : "&by=" + by);
    var answer = app.tenant().ask(metric, query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (var series : answer.json().path("series")) {
      for (var value : series.path("values")) {
        var number = value.path(measure).asLong();
        if (number != 0) {
          var cell = by + ' ' + series.path("key").asText() + ' ' + value.path("t").asText();
          numbers.put(prefix + cell, number);
        }
      }
    }
  }
}
