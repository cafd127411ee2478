package dev.lethe.insights;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.api.Responses;
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

  /// A line for each number: when, of what, how many.
  private static String csv(Answer answer) {
    var by = answer.question().by();
    var text = new StringBuilder("t,").append(by == null ? "total" : by.wireName()).append(",n");
    text.append(LINE_END);
    for (var series : answer.series()) {
      for (var value : series.values().entrySet()) {
        text.append(value.getKey()).append(',').append(cell(series.key())).append(',');
        text.append(value.getValue()).append(LINE_END);
      }
    }
    return text.toString();
  }

  private static String cell(String text) {
    var isFormula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    var question = answer.question();
    json.writeStringField("metric", question.metric().wireName());
    json.writeStringField("interval", question.interval().wireName());
    if (question.by() == null) {
      json.writeNullField("by");
    } else {
      json.writeStringField("by", question.by().wireName());
    }
    json.writeStringField("from", question.from().toString());
    json.writeStringField("to", question.to().toString());
    json.writeNumberField("threshold", answer.threshold());
    json.writeArrayFieldStart("series");
    for (var series : answer.series()) {
      json.writeStartObject();
      json.writeStringField("key", series.key());
      json.writeArrayFieldStart("values");
      for (var value : series.values().entrySet()) {
        json.writeStartObject();
        json.writeStringField("t", value.getKey().toString());
        json.writeNumberField("n", value.getValue());
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
