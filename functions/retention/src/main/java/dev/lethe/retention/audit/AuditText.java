package dev.lethe.retention.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.retention.probe.Keeping;
import dev.lethe.retention.probe.Place;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.Feature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Objects;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/// Audits as JSON, in the one form that is signed ([RFC
/// 8785](https://www.rfc-editor.org/rfc/rfc8785)). `docs/audit.schema.json` describes it. Each part
/// says where it is from: measured, reported by AWS, recorded by us, or as configured.
final class AuditText {

  /// To be raised when something changes that whoever reads audits must know.
  private static final int VERSION = 1;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final String MEASURED = "measured";
  private static final String REPORTED = "reported";
  private static final String RECORDED = "recorded";
  private static final String CONFIGURED = "configured";

  private final Findings findings;
  private final JsonGenerator json;

  private AuditText(Findings findings, JsonGenerator json) {
    this.findings = findings;
    this.json = json;
  }

  /// @param certificate SHA-256 of the certificate that it is signed under, in hexadecimal
  static Bytes canonical(Findings findings, String certificate) {
    try {
      var text = Json.object(json -> new AuditText(findings, json).write(certificate));
      return Bytes.copyOf(new JsonCanonicalizer(text).getEncodedUTF8());
    } catch (IOException e) {
      throw new UncheckedIOException("What was just written cannot be read.", e);
    }
  }

  private void write(String certificate) throws IOException {
    var audit = findings.audit();
    json.writeNumberField("version", VERSION);
    json.writeStringField("id", audit.id());
    json.writeStringField("customer", audit.customer());
    json.writeStringField("application", audit.app());
    time("asked", audit.requested());
    time("issued", findings.issued());
    json.writeStringField("certificate", certificate);
    json.writeObjectFieldStart("measured");
    time("from", findings.probe().at());
    time("until", findings.probe().until());
    json.writeEndObject();
    json.writeArrayFieldStart("stores");
    for (var place : findings.probe().places()) {
      store(place);
    }
    json.writeEndArray();
    breaches();
    json.writeNumberField("unknownSettings", findings.probe().unknown());
    requests();
    disclosures();
    features();
    subProcessors();
    register();
  }

  private void store(Place place) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", place.wireName());
    json.writeStringField("where", place.where());
    json.writeBooleanField("counted", place.form() != Place.Form.OTHER);
    json.writeArrayFieldStart("kinds");
    for (var found : KindFound.in(place, findings.probe(), findings.audit().app())) {
      kind(found);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("settings");
    for (var setting : findings.probe().settings()) {
      if (setting.place() == place) {
        json.writeStartObject();
        from(REPORTED);
        json.writeStringField("setting", setting.check().wireName());
        json.writeStringField("of", setting.of());
        text("reported", setting.reported());
        json.writeStringField("promised", setting.promised());
        json.writeStringField("verdict", setting.verdict().wireName());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void kind(KindFound found) throws IOException {
    json.writeStartObject();
    from(MEASURED);
    json.writeStringField("kind", found.kind().name());
    json.writeStringField("what", found.kind().what());
    json.writeStringField("of", found.isOwn() ? "application" : "all_applications");
    var amount = found.amount();
    number("records", found.isOwn() ? Long.valueOf(amount.records()) : null);
    number("bytes", found.isOwn() ? amount.bytes() : null);
    text("oldest", amount.oldest() == null ? null : TIME.format(amount.oldest()));
    json.writeBooleanField("asPromised", found.breaches().isEmpty());
    json.writeObjectFieldStart("policy");
    from(CONFIGURED);
    policy(found.kind().keeping());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void policy(Keeping keeping) throws IOException {
    switch (keeping) {
      case Keeping.Ends(var longest, var from, var lateness) -> {
        json.writeNumberField("longestSeconds", longest.toSeconds());
        json.writeStringField("countedFrom", from);
        json.writeStringField("andLater", lateness.words());
      }
      case Keeping.Stays(var until) -> json.writeStringField("until", until);
      case Keeping.MayNotBe _ -> json.writeStringField("until", "it may not be there");
    }
  }

  private void breaches() throws IOException {
    json.writeArrayFieldStart("breaches");
    for (var breach : Breaches.of(findings)) {
      json.writeStartObject();
      json.writeStringField("store", breach.place().wireName());
      json.writeStringField("of", breach.of());
      number("records", breach.records());
      json.writeStringField("says", breach.says());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void requests() throws IOException {
    json.writeObjectFieldStart("requests");
    from(RECORDED);
    json.writeNumberField("number", findings.requests().size());
    json.writeArrayFieldStart("latest");
    for (var request : findings.requests().stream().limit(Findings.MOST).toList()) {
      json.writeStartObject();
      json.writeStringField("id", request.id());
      json.writeStringField("type", request.type());
      time("submitted", request.submitted());
      json.writeArrayFieldStart("timeline");
      for (var change : request.changes()) {
        json.writeStartObject();
        json.writeStringField("status", change.status());
        time("at", change.at());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void disclosures() throws IOException {
    json.writeObjectFieldStart("disclosures");
    from(RECORDED);
    json.writeNumberField("number", findings.disclosures().size());
    json.writeArrayFieldStart("latest");
    for (var entry : findings.disclosures().stream().limit(Findings.MOST).toList()) {
      json.writeStartObject();
      json.writeStringField("id", entry.id());
      time("at", entry.at());
      json.writeStringField("kind", entry.kind().wireName());
      json.writeStringField("recipient", entry.recipient().wireName());
      json.writeStringField("ground", entry.ground().wireName());
      json.writeStringField("by", entry.by());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void features() throws IOException {
    json.writeObjectFieldStart("features");
    from(RECORDED);
    json.writeArrayFieldStart("on");
    for (var feature : Feature.values()) {
      if (findings.application().settings().has(feature)) {
        json.writeString(feature.wireName());
      }
    }
    json.writeEndArray();
    json.writeArrayFieldStart("switched");
    for (var change : findings.features()) {
      json.writeStartObject();
      json.writeStringField("feature", change.feature().wireName());
      json.writeBooleanField("on", change.isOn());
      time("at", change.time());
      var attestation = change.attestation();
      if (attestation != null) {
        json.writeStringField("attestedBy", attestation.attestedBy());
        json.writeStringField("lawfulBasis", attestation.lawfulBasis());
        json.writeStringField("textVersion", attestation.textVersion());
      }
      if (change.collected().isPresent()) {
        json.writeStringField("collected", change.collected().get().wireName());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void subProcessors() throws IOException {
    json.writeObjectFieldStart("subProcessors");
    from(CONFIGURED);
    json.writeArrayFieldStart("all");
    for (var other : findings.configured()) {
      json.writeStartObject();
      json.writeStringField("name", other.name());
      json.writeStringField("what", other.what());
      json.writeStringField("where", other.where());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField(
        "logShipping", Objects.requireNonNullElse(findings.logShipping(), "none"));
    json.writeEndObject();
  }

  private void register() throws IOException {
    json.writeObjectFieldStart("register");
    from(RECORDED);
    json.writeArrayFieldStart("all");
    for (var one : findings.registered()) {
      json.writeStartObject();
      json.writeStringField("name", one.name());
      json.writeStringField("country", one.country());
      json.writeStringField("purpose", one.purpose());
      json.writeStringField("safeguard", one.safeguard().wireName());
      json.writeStringField("announced", one.announced().toString());
      json.writeStringField("from", one.from().toString());
      text("until", one.until() == null ? null : one.until().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void from(String source) throws IOException {
    json.writeStringField("source", source);
  }

  private void time(String name, Instant time) throws IOException {
    json.writeStringField(name, TIME.format(time));
  }

  /// What is not known is said to be nothing.
  private void text(String name, @Nullable String text) throws IOException {
    if (text == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, text);
    }
  }

  private void number(String name, @Nullable Long number) throws IOException {
    if (number == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, number);
    }
  }
}
