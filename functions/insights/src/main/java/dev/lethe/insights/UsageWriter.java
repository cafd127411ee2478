package dev.lethe.insights;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.record.IntakeRecord;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/// Writes what an application used as JSON.
final class UsageWriter {

  private UsageWriter() {}

  static Responses.Content write(Usage usage) {
    return new Responses.Content("application/json", Json.object(json -> write(usage, json)));
  }

  private static void write(Usage usage, JsonGenerator json) throws IOException {
    json.writeStringField("from", usage.months().from().toString());
    json.writeStringField("to", usage.months().to().toString());
    json.writeStringField("timeZone", Question.name(usage.application().settings().timeZone()));
    json.writeNumberField("threshold", usage.threshold());
    json.writeArrayFieldStart("months");
    for (var month : usage.told()) {
      json.writeStartObject();
      write(month, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(Usage.Month month, JsonGenerator json) throws IOException {
    json.writeStringField("month", month.month().toString());
    json.writeObjectFieldStart("requests");
    writeTaken(month.requests(), outcome -> true, json);
    json.writeObjectFieldStart("refused");
    for (var refused : month.requests().entrySet()) {
      if (!refused.getKey().equals(IntakeRecord.TAKEN)) {
        json.writeNumberField(refused.getKey(), refused.getValue());
      }
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeNumberField("bytes", month.bytes());
    json.writeObjectFieldStart("events");
    writeTaken(month.events(), outcome -> !IntakeRecord.isOfPart(outcome), json);
    json.writeNumberField(
        IntakeRecord.REPEATED, month.events().getOrDefault(IntakeRecord.REPEATED, 0L));
    writeKind("rejected", IntakeRecord.REJECTED, month.events(), json);
    writeKind("suppressed", IntakeRecord.SUPPRESSED, month.events(), json);
    json.writeEndObject();
    writeKind("droppedParts", IntakeRecord.DROPPED, month.events(), json);
    if (month.activeSubjects() != null) {
      json.writeNumberField("activeSubjects", month.activeSubjects());
    }
  }

  /// How many there are, and how many of them were taken.
  private static void writeTaken(
      SortedMap<String, Long> outcomes, Predicate<String> counts, JsonGenerator json)
      throws IOException {
    json.writeNumberField(
        "total",
        outcomes.entrySet().stream()
            .filter(outcome -> counts.test(outcome.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum());
    json.writeNumberField(IntakeRecord.TAKEN, outcomes.getOrDefault(IntakeRecord.TAKEN, 0L));
  }

  /// Outcomes of one kind, by what comes after it.
  private static void writeKind(
      String field, String kind, SortedMap<String, Long> outcomes, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (var outcome : outcomes.tailMap(kind).entrySet()) {
      if (!outcome.getKey().startsWith(kind)) {
        break;
      }
      json.writeNumberField(outcome.getKey().substring(kind.length()), outcome.getValue());
    }
    json.writeEndObject();
  }
}
