package dev.lethe.insights;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Responses;
import java.io.IOException;

/// Writes an answer as JSON, in the form that the design fixes.
final class AnswerWriter {

  private AnswerWriter() {}

  static APIGatewayProxyResponseEvent write(Answer answer) {
    return Responses.json(200, json -> write(answer, json));
  }

  private static void write(Answer answer, JsonGenerator json) throws IOException {
    var question = answer.question();
    json.writeStringField("metric", question.metric().wireName());
    json.writeStringField("interval", "day");
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
  }
}
