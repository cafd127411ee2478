package dev.lethe.insights;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.counters.Metric;
import java.io.IOException;

/// What can be asked for: each metric, how finely in time, and what it can be told apart by.
final class MetricList {

  /// The same for every application.
  static final Responses.Content CONTENT =
      new Responses.Content("application/json", Json.object(MetricList::write));

  private MetricList() {}

  private static void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("metrics");
    for (var metric : Metric.values()) {
      json.writeStartObject();
      json.writeStringField("metric", metric.wireName());
      json.writeArrayFieldStart("intervals");
      for (var interval : metric.intervals()) {
        json.writeString(interval.wireName());
      }
      json.writeEndArray();
      json.writeArrayFieldStart("dimensions");
      for (var dimension : metric.dimensions()) {
        json.writeString(dimension.wireName());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
