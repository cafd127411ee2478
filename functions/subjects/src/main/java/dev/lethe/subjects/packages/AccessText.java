package dev.lethe.subjects.packages;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.subjects.cases.CorrectionText;
import dev.lethe.subjects.request.EnteredRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A package's `data.json`; its schema is `docs/access.schema.json`.
final class AccessText {

  private static final int VERSION = 1;

  private AccessText() {}

  /// Writes it, and leaves the stream open.
  static void write(Contents contents, OutputStream out) throws IOException {
    try (var json = JsonText.FACTORY.createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("made", contents.made().toString());
      json.writeStringField("application", contents.request().app());
      json.writeStringField("request", contents.request().id().toString());
      json.writeNumberField("retention_days", contents.application().settings().retentionDays());
      json.writeArrayFieldStart("subjects");
      for (var subject : contents.subjects()) {
        write(subject, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("requests");
      for (var request : contents.requests()) {
        write(request, json);
      }
      json.writeEndArray();
      kept("in_this_package", Kept.in(contents.application().settings().retentionDays()), json);
      kept("elsewhere", Kept.elsewhere(), json);
      json.writeEndObject();
    }
  }

  private static void write(Dossier subject, JsonGenerator json) throws IOException {
    var state = subject.portrait.state();
    json.writeStartObject();
    json.writeStringField("name", subject.name);
    json.writeStringField("kind", subject.life.kind().wireName());
    json.writeBooleanField("known", subject.isKnown());
    var life = subject.isKnown() ? state.life() : null;
    json.writeStringField("first_seen", life == null ? null : life.born().toString());
    json.writeStringField("last_seen", life == null ? null : life.seen().toString());
    json.writeStringField("erased", state.erased() == null ? null : state.erased().toString());
    json.writeNumberField("lives", (state.lives() + 1) / 2);
    json.writeNumberField("links", subject.portrait.links());
    rights(subject, json);
    json.writeObjectFieldStart("attributes");
    raw(subject.attributes.now(), json);
    json.writeEndObject();
    json.writeArrayFieldStart("attribute_history");
    for (var said : subject.attributes.history()) {
      json.writeStartObject();
      json.writeStringField("attribute", said.attribute());
      json.writeFieldName("value");
      json.writeRawValue(said.value());
      json.writeStringField("first", said.first().toString());
      json.writeStringField("last", said.last().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    corrections(subject, json);
    numbers("events", subject.names, json);
    numbers("events_by_day", subject.days, json);
    json.writeArrayFieldStart("screenshots");
    for (var picture : subject.pictures) {
      json.writeStartObject();
      json.writeStringField("file", picture.file());
      json.writeStringField("taken", picture.taken().toString());
      json.writeStringField("media_type", picture.mediaType());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("statistics");
    json.writeRawValue(subject.counts == null ? "null" : subject.counts);
    json.writeEndObject();
  }

  private static void rights(Dossier subject, JsonGenerator json) throws IOException {
    var rights = subject.portrait.state().rights();
    json.writeObjectFieldStart("rights");
    json.writeBooleanField("opted_out_on_the_device", rights.optedOut());
    json.writeBooleanField("collection_stopped", rights.stopped());
    json.writeBooleanField("restricted", rights.restricted());
    names("objections", rights.objections(), json);
    names("consent_withdrawn", rights.withdrawals(), json);
    json.writeObjectFieldStart("purposes");
    for (var purpose : Purpose.values()) {
      json.writeBooleanField(
          purpose.wireName(),
          !rights.forbid(purpose) && !rights.restricted() && !rights.forbidCollection());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void corrections(Dossier subject, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("corrections");
    for (var corrected : subject.corrections) {
      json.writeStartObject();
      json.writeStringField("request", corrected.request().toString());
      json.writeStringField("at", corrected.at().toString());
      json.writeFieldName("attributes");
      json.writeRawValue(
          new String(CorrectionText.of(corrected.corrections()), StandardCharsets.UTF_8));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(EnteredRequest request, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", request.id().toString());
    json.writeStringField("type", request.about());
    json.writeStringField("regulation", request.regulation().wireName());
    json.writeStringField("submitted", request.submitted().toString());
    names("purposes", request.purposes(), json);
    json.writeArrayFieldStart("timeline");
    for (var change : request.timeline().changes()) {
      json.writeStartObject();
      json.writeStringField("status", change.status().wireName());
      json.writeStringField("at", change.at().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("steps");
    for (var step :
        request.steps().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
      json.writeStartObject();
      json.writeStringField("step", step.getKey());
      json.writeStringField("at", step.getValue().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void kept(String name, List<Kept> all, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart(name);
    for (var kept : all) {
      json.writeStartObject();
      json.writeStringField("what", kept.what());
      json.writeStringField("why", kept.why());
      json.writeStringField("until", kept.until());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(String field, Collection<? extends WireNamed> all, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (var name : all.stream().map(WireNamed::wireName).sorted().toList()) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private static void numbers(String field, Map<?, Long> numbers, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (var number : numbers.entrySet()) {
      json.writeNumberField(number.getKey().toString(), number.getValue());
    }
    json.writeEndObject();
  }

  private static void raw(Map<String, String> values, JsonGenerator json) throws IOException {
    for (var value : values.entrySet()) {
      json.writeFieldName(value.getKey());
      json.writeRawValue(value.getValue());
    }
  }
}
