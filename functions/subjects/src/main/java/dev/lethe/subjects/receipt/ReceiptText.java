package dev.lethe.subjects.receipt;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.record.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.erdtman.jcs.JsonCanonicalizer;

/// Receipts as JSON, in the one form that is signed ([RFC
/// 8785](https://www.rfc-editor.org/rfc/rfc8785)). `docs/receipt.schema.json` describes it.
final class ReceiptText {

  /// To be raised when something changes that whoever reads receipts must know.
  private static final int VERSION = 1;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private ReceiptText() {}

  static Bytes canonical(Receipt receipt) {
    try {
      return Bytes.copyOf(
          new JsonCanonicalizer(Json.object(json -> write(json, receipt))).getEncodedUTF8());
    } catch (IOException e) {
      throw new UncheckedIOException("What was just written cannot be read.", e);
    }
  }

  private static void write(JsonGenerator json, Receipt receipt) throws IOException {
    json.writeNumberField("version", VERSION);
    json.writeStringField("id", receipt.id());
    json.writeNumberField("number", receipt.number());
    json.writeStringField("previous", receipt.after().hash());
    time(json, "issued", receipt.issued());
    json.writeStringField("certificate", receipt.certificate());
    switch (receipt.statement()) {
      case Erasure erasure -> write(json, erasure);
      case ClosedErasure closing -> write(json, closing);
      case EndedApplication ended -> TerminationText.write(json, ended);
      case EndedCustomer ended -> TerminationText.write(json, ended);
    }
  }

  private static void write(JsonGenerator json, Erasure erasure) throws IOException {
    json.writeObjectFieldStart("request");
    about(json, erasure.request(), erasure.customer(), erasure.app());
    time(json, "asked", erasure.asked());
    time(json, "begun", erasure.begun());
    time(json, "verified", erasure.verified());
    json.writeEndObject();
    json.writeObjectFieldStart("keys");
    json.writeNumberField("destroyed", erasure.keys().number());
    time(json, "at", erasure.keys().at());
    json.writeEndObject();
    json.writeArrayFieldStart("stores");
    for (var search : erasure.searches()) {
      write(json, search);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("residues");
    for (var residue : Residue.values()) {
      write(json, residue, erasure.verified());
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ClosedErasure closing) throws IOException {
    json.writeStringField("type", "closing");
    json.writeObjectFieldStart("request");
    about(json, closing.request(), closing.customer(), closing.app());
    time(json, "verified", closing.verified());
    json.writeEndObject();
    json.writeObjectFieldStart("closes");
    json.writeStringField("id", Receipt.id(closing.request()));
    json.writeNumberField("number", closing.closes().number());
    json.writeStringField("hash", closing.closes().hash());
    json.writeEndObject();
    json.writeArrayFieldStart("gone");
    for (var remains : closing.remains()) {
      write(json, remains);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("residues");
    for (var residue : Residue.values()) {
      if (!residue.isMeasured()) {
        write(json, residue, closing.verified());
      }
    }
    json.writeEndArray();
  }

  private static void about(JsonGenerator json, String request, String customer, String app)
      throws IOException {
    json.writeStringField("id", request);
    json.writeStringField("customer", customer);
    json.writeStringField("application", app);
    json.writeStringField("type", "erasure");
  }

  private static void write(JsonGenerator json, Remains remains) throws IOException {
    json.writeStartObject();
    json.writeStringField("residue", remains.of().wireName());
    json.writeStringField("what", remains.of().what());
    json.writeStringField("where", remains.of().where());
    var oldest = remains.oldest();
    if (oldest == null) {
      json.writeNullField("oldest");
    } else {
      time(json, "oldest", oldest);
    }
    time(json, "measuredAt", remains.at());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, StoreSearch search) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", search.store().wireName());
    json.writeStringField("counted", search.store().counted());
    json.writeNumberField("found", search.found());
    json.writeNumberField("removed", search.removed());
    json.writeNumberField("anonymous", search.anonymous());
    time(json, "removedAt", search.removedAt());
    json.writeNumberField("foundAgain", search.foundAgain());
    time(json, "searchedAt", search.searchedAt());
    json.writeEndObject();
  }

  static void write(JsonGenerator json, Residue residue, Instant verified) throws IOException {
    json.writeStartObject();
    json.writeStringField("residue", residue.wireName());
    json.writeStringField("what", residue.what());
    json.writeStringField("where", residue.where());
    time(json, "until", verified.plus(residue.lasts()));
    json.writeStringField("why", residue.why());
    json.writeEndObject();
  }

  static void time(JsonGenerator json, String name, Instant time) throws IOException {
    json.writeStringField(name, TIME.format(time));
  }
}
