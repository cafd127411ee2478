package dev.lethe.subjects.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads receipts' files, and holds them against the published schema.
final class ReceiptFiles {

  static final Path DOCUMENTS = Path.of("../../docs");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Schema SCHEMA = schema();

  private ReceiptFiles() {}

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(DOCUMENTS.resolve("receipt.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(SignedReceipt signed) {
    return new String(signed.file().toArray(), StandardCharsets.UTF_8);
  }

  /// What was signed, of a file that is as the schema says.
  static JsonNode receipt(SignedReceipt signed) {
    var wrong = problems(text(signed));
    if (!wrong.isEmpty()) {
      throw new AssertionError(wrong);
    }
    return parsed(text(signed)).path("receipt");
  }

  static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the schema says is wrong.
  static List<String> problems(String text) {
    return SCHEMA.validate(text, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
