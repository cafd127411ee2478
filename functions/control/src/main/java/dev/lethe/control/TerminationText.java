package dev.lethe.control;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Measurements.Measured;
import dev.lethe.shared.termination.Termination;
import java.io.IOException;
import java.util.List;

/// A termination, and how far it is, as its customer is told.
final class TerminationText {

  private TerminationText() {}

  static void write(Termination termination, List<Measured> measured, JsonGenerator json)
      throws IOException {
    json.writeStringField(termination.isOfCustomer() ? "customer" : "app", termination.app());
    json.writeStringField("reason", termination.reason().wireName());
    json.writeStringField("status", termination.status().wireName());
    json.writeStringField("ends", termination.ends().toString());
    var deadline = Terminating.deadline(termination);
    if (deadline.isPresent()) {
      json.writeStringField("collectionEnds", deadline.get().toString());
    }
    if (termination.export() != null) {
      json.writeStringField("export", termination.export());
    }
    json.writeObjectFieldStart("times");
    for (var status : Termination.Status.values()) {
      var at = termination.times().get(status);
      if (at != null) {
        json.writeStringField(status.wireName(), at.toString());
      }
    }
    json.writeEndObject();
    json.writeArrayFieldStart("stores");
    for (var store : EndedStore.values()) {
      var ofStore = measured.stream().filter(one -> one.store() == store).toList();
      if (!ofStore.isEmpty()) {
        write(store, ofStore, json);
      }
    }
    json.writeEndArray();
    json.writeBooleanField("hasReceipt", termination.receipt() != null);
  }

  /// Of the last round how far it is; of all rounds how many there were.
  private static void write(EndedStore store, List<Measured> rounds, JsonGenerator json)
      throws IOException {
    var last = rounds.getLast();
    json.writeStartObject();
    json.writeStringField("store", store.wireName());
    json.writeStringField("counted", store.counted());
    json.writeNumberField("found", rounds.stream().mapToLong(Measured::found).sum());
    json.writeNumberField("parts", last.planned().orElse(0));
    json.writeNumberField("emptied", last.removed());
    json.writeNumberField("looks", last.looks().orElse(0));
    json.writeNumberField("searched", last.searched());
    json.writeNumberField("foundAgain", last.again());
    json.writeEndObject();
  }
}
