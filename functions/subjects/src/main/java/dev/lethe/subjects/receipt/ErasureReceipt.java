package dev.lethe.subjects.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/// What the receipt of an erasure says that its closing says again.
///
/// @param app the application's id
/// @param verified when the erasure was
record ErasureReceipt(String app, Instant verified) {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonPointer APP = JsonPointer.compile("/request/application");
  private static final JsonPointer VERIFIED = JsonPointer.compile("/request/verified");

  static ErasureReceipt read(SignedReceipt receipt) {
    var signed = receipt.canonical().toArray();
    return new ErasureReceipt(text(signed, APP), Instant.parse(text(signed, VERIFIED)));
  }

  private static String text(byte[] json, JsonPointer pointer) {
    try (var parser =
        new FilteringParserDelegate(
            FACTORY.createParser(json),
            new JsonPointerBasedFilter(pointer),
            Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      if (parser.nextToken() == JsonToken.VALUE_STRING) {
        return parser.getText();
      }
      throw new IllegalStateException("A receipt lacks " + pointer + ".");
    } catch (IOException e) {
      throw new UncheckedIOException("A receipt is no JSON.", e);
    }
  }
}
