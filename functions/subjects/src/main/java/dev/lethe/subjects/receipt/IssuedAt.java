package dev.lethe.subjects.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;

/// Reads from a receipt when it was issued.
public final class IssuedAt {

  private static final JsonFactory JSON = new JsonFactory();

  private IssuedAt() {}

  /// When it was.
  ///
  /// @throws IllegalStateException if it does not say
  public static Instant of(SignedReceipt receipt) {
    try (var json = JSON.createParser(receipt.canonical().toArray())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var isIssued = json.currentName().equals("issued");
        json.nextToken();
        if (isIssued) {
          return Instant.parse(json.getText());
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      throw new IllegalStateException("A receipt cannot be read.", e);
    }
    throw new IllegalStateException("A receipt does not say when it was issued.");
  }
}
