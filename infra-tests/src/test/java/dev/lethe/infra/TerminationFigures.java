package dev.lethe.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.termination.EndedStore;
import java.util.StringJoiner;

/// What the receipt of a termination says was found.
record TerminationFigures(String receipt) {

  private static final JsonMapper JSON = new JsonMapper();

  /// How many of each store.
  String told() {
    var told = new StringJoiner(", ", "Found: ", ".");
    for (var store : EndedStore.values()) {
      told.add(store.wireName() + ' ' + found(store.wireName()));
    }
    return told.toString();
  }

  long found(String store) {
    try {
      for (var told : JSON.readTree(receipt).path("receipt").path("stores")) {
        if (told.path("store").asText().equals(store)) {
          return told.path("found").asLong();
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("It is no receipt.", e);
    }
    throw new AssertionError("It does not tell of " + store + ".");
  }
}
