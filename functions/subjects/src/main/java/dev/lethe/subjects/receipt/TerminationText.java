package dev.lethe.subjects.receipt;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.retention.Term;
import dev.lethe.subjects.receipt.EndedApplication.EmptiedStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The receipt of a termination as JSON.
final class TerminationText {

  /// What a termination does not reach and leaves to end by itself. A termination leaves no labels
  /// that are alive, no tombstones, and nothing that was taken off statistics.
  private static final List<Residue> RESIDUES =
      List.of(
          Residue.STREAM,
          Residue.BACKUPS,
          Residue.LOGS,
          Residue.ACCESS_LOG,
          Residue.GIVEN_UP_DELIVERIES,
          Residue.QUARANTINE,
          Residue.RUNNING_QUERIES,
          Residue.QUERY_HISTORY,
          Residue.DEAD_LABELS);

  /// What is left of a customer itself.
  private static final List<Residue> OF_ACCOUNTS =
      List.of(Residue.BACKUPS, Residue.LOGS, Residue.ACCESS_LOG);

  /// Requirement T5, and as long as DynamoDB takes until the last of it is deleted.
  private static final Duration COMMUNICATIONS = Term.REQUESTS.length().plusDays(3);

  private TerminationText() {}

  static void write(JsonGenerator json, EndedApplication ended) throws IOException {
    json.writeStringField("type", "termination");
    json.writeObjectFieldStart("termination");
    json.writeStringField("customer", ended.customer());
    json.writeStringField("application", ended.app());
    json.writeStringField("reason", ended.reason().wireName());
    ReceiptText.time(json, "asked", ended.asked());
    ReceiptText.time(json, "ended", ended.ended());
    ReceiptText.time(json, "keysDestroyed", ended.stores().getFirst().removedAt());
    ReceiptText.time(json, "verified", ended.measured());
    json.writeEndObject();
    json.writeArrayFieldStart("stores");
    for (var store : ended.stores()) {
      write(json, store);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("residues");
    for (var residue : RESIDUES) {
      ReceiptText.write(json, residue, ended.measured());
    }
    json.writeEndArray();
    writeKept(json, ended.measured());
  }

  /// Of a customer: which receipts its applications have, and what went of its account.
  static void write(JsonGenerator json, EndedCustomer ended) throws IOException {
    json.writeStringField("type", "customer_termination");
    json.writeObjectFieldStart("termination");
    json.writeStringField("customer", ended.customer());
    json.writeStringField("reason", ended.reason().wireName());
    ReceiptText.time(json, "asked", ended.asked());
    ReceiptText.time(json, "ended", ended.ended());
    ReceiptText.time(json, "verified", ended.measured());
    json.writeEndObject();
    json.writeArrayFieldStart("applications");
    for (var application : ended.applications()) {
      json.writeStartObject();
      json.writeStringField("application", application.app());
      json.writeStringField("id", Receipt.id(EndedApplication.name(application.app())));
      json.writeNumberField("number", application.receipt().number());
      json.writeStringField("hash", application.receipt().hash());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stores");
    write(json, ended.account());
    json.writeEndArray();
    json.writeArrayFieldStart("residues");
    for (var residue : OF_ACCOUNTS) {
      ReceiptText.write(json, residue, ended.measured());
    }
    json.writeEndArray();
    writeKept(json, ended.measured());
  }

  private static void write(JsonGenerator json, EmptiedStore store) throws IOException {
    json.writeStartObject();
    json.writeStringField("store", store.store().wireName());
    json.writeStringField("counted", store.store().counted());
    json.writeNumberField("found", store.found());
    json.writeNumberField("removed", store.found());
    ReceiptText.time(json, "removedAt", store.removedAt());
    json.writeNumberField("foundAgain", 0);
    ReceiptText.time(json, "searchedAt", store.searchedAt());
    json.writeEndObject();
  }

  /// What stays because it must.
  private static void writeKept(JsonGenerator json, Instant verified) throws IOException {
    json.writeObjectFieldStart("kept");
    json.writeStringField(
        "what",
        "requests of its subjects without whom they are about, their timelines and receipts, the"
            + " register of disclosures, that audits were asked for, this termination, and numbers"
            + " that were measured each day");
    json.writeStringField(
        "where", "the Requests table, the receipts bucket, and the audits bucket, under probes/");
    ReceiptText.time(json, "until", verified.plus(COMMUNICATIONS));
    json.writeStringField(
        "why",
        "Communications about requests and rights are kept for 24 months at least. The secret that"
            + " their hashes of identities were made with is gone.");
    json.writeEndObject();
  }
}
