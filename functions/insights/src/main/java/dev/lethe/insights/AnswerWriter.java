package dev.lethe.insights;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
import dev.lethe.shared.counters.CounterKey;
import java.io.IOException;

/// Writes an answer as JSON, in the form that the design fixes, or as CSV (RFC 4180).
final class AnswerWriter {

  /// What a spreadsheet would take for a formula
  /// (<https://owasp.org/www-community/attacks/CSV_Injection>): names of events come from anybody
  /// who has a public write key.
  private static final String FORMULA = "=+-@\t\r";

  private static final String LINE_END = "\r\n";

  private AnswerWriter() {}

  static Responses.Content write(Answer answer, Asked.Format format) {
    return switch (format) {
      case JSON ->
          new Responses.Content("application/json", Json.object(json -> write(answer, json)));
      case CSV -> new Responses.Content("text/csv; charset=utf-8; header=present", csv(answer));
    };
  }

  /// A line for each bucket of each series: when, of what, and its measures.
  private static String csv(Answer answer) {
    var by = answer.question().by();
    var measures = answer.question().statistic().measures();
    var text = new StringBuilder("t,").append(by == null ? CounterKey.TOTAL : by.wireName());
    measures.forEach(measure -> text.append(',').append(measure.name()));
    text.append(LINE_END);
    for (var series : answer.series()) {
      series
          .values()
          .forEach((bucket, numbers) -> {
            text.append(bucket).append(',').append(cell(series.key()));
            for (var measure : measures) {
              var number = numbers.get(measure.name());
              text.append(',').append(number == null ? "" : number);
            }
            text.append(LINE_END);
          });
    }
    return text.toString();
  }

  private static String cell(String text) {
    var isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    var question = answer.question();
    json.writeStringField("metric", question.statistic().wireName());
    json.writeStringField("interval", question.interval().wireName());
    if (question.by() == null) {
      json.writeNullField("by");
    } else {
      json.writeStringField("by", question.by().wireName());
    }
    json.writeStringField("from", question.from().toString());
    json.writeStringField("to", question.to().toString());
    json.writeStringField("timeZone", Question.name(question.zone()));
    json.writeNumberField("threshold", answer.threshold());
    json.writeArrayFieldStart("series");
    for (var series : answer.series()) {
      json.writeStartObject();
      json.writeStringField("key", series.key());
      json.writeArrayFieldStart("values");
      for (var value : series.values().entrySet()) {
        json.writeStartObject();
        json.writeStringField("t", value.getKey().toString());
        for (var number : value.getValue().entrySet()) {
          json.writeFieldName(number.getKey());
          json.writeNumber(number.getValue().toString());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    if (answer.leftOut() > 0) {
      json.writeNumberField("leftOut", answer.leftOut());
    }
    if (answer.next() != null) {
      json.writeStringField("next", answer.next());
    }
  }
}
