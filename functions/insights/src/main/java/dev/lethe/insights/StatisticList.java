package dev.lethe.insights;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.record.WireNamed;
import java.io.IOException;
import java.util.Collection;

/// What can be asked for: each statistic, what it says, how finely in time, what it can be told
/// apart by, and what it is told in.
final class StatisticList {

  /// The same for every application.
  static final Responses.Content CONTENT =
      new Responses.Content("application/json", Json.object(StatisticList::write));

  private StatisticList() {}

  private static void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("metrics");
    for (var statistic : Statistic.values()) {
      json.writeStartObject();
      json.writeStringField("metric", statistic.wireName());
      json.writeStringField("description", statistic.says());
      writeNames("intervals", statistic.intervals(), json);
      writeNames("dimensions", statistic.dimensions(), json);
      json.writeArrayFieldStart("measures");
      for (var measure : statistic.measures()) {
        json.writeStartObject();
        json.writeStringField("name", measure.name());
        json.writeStringField("description", measure.says());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeNames(
      String field, Collection<? extends WireNamed> names, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(field);
    for (var name : names) {
      json.writeString(name.wireName());
    }
    json.writeEndArray();
  }
}
