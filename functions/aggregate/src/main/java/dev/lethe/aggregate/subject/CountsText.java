package dev.lethe.aggregate.subject;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.aggregate.Account;
import dev.lethe.aggregate.Entry;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.counters.CounterKey;
import dev.lethe.shared.counters.Numbers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was counted of a label, as JSON: how many entries there are, how many of them count no more
/// because the subject objected, and what the others add to which counter.
final class CountsText {

  private CountsText() {}

  static String of(Account account) {
    var counting = account.counting().toList();
    return Json.object(json -> {
      var all = account.entries().count();
      json.writeNumberField("entries", all);
      json.writeNumberField("takenOut", all - counting.size());
      json.writeArrayFieldStart("counted");
      for (var counter : sums(counting).entrySet()) {
        write(counter.getKey(), counter.getValue(), json);
      }
      json.writeEndArray();
    });
  }

  private static Map<CounterKey, Numbers> sums(List<Entry> entries) {
    var sums = new TreeMap<CounterKey, Numbers>(CounterKey.ORDER);
    for (var entry : entries) {
      entry.deltas().forEach((counter, numbers) -> sums.merge(counter, numbers, Numbers::plus));
    }
    sums.values().removeIf(Numbers::isZero);
    return sums;
  }

  private static void write(CounterKey counter, Numbers numbers, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("metric", counter.metric().wireName());
    json.writeStringField("interval", counter.bucket().interval().wireName());
    json.writeStringField("when", counter.bucket().toString());
    var dimension = counter.dimension();
    json.writeStringField("by", dimension == null ? null : dimension.wireName());
    json.writeStringField("value", counter.value());
    json.writeNumberField("n", numbers.n());
    json.writeNumberField("subjects", numbers.subjects());
    json.writeNumberField("new", numbers.fresh());
    json.writeNumberField("milliseconds", numbers.time());
    json.writeEndObject();
  }
}
