package dev.lethe.infra.erased;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.infra.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The receipts of customers, checked as a customer checks them.
final class ReceiptFiles {

  private static final JsonMapper JSON = new JsonMapper();

  /// Each against the operator's certificate, and the one before.
  private static final String CHECK =
      """
      import pathlib, sys
      from receipts.verification import verify
      certificate, *files = [pathlib.Path(name).read_bytes() for name in sys.argv[1:]]
      for number, file in enumerate(files):
          verify(file, certificate, files[number - 1] if number else None)
      """;

  private final Stack stack = Stack.running();
  private final Path folder;

  ReceiptFiles(Path folder) {
    this.folder = folder;
  }

  /// What each receipt of a customer says, by its request; all hold, and are one chain.
  Map<String, JsonNode> of(String customer) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Objects.requireNonNull(System.getProperty("lethe.receipts.python")));
    command.add("-c");
    command.add(CHECK);
    command.add(certificate().toString());
    var receipts = new HashMap<String, JsonNode>();
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    var bucket = stack.output("ReceiptsBucket");
    for (var number = 1; ; number++) {
      var name = "receipts/%s/%010d.json".formatted(customer, number);
      if (s3.listObjectsV2(list -> list.bucket(bucket).prefix(name)).contents().isEmpty()) {
        break;
      }
      var text =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(name)).asString(StandardCharsets.UTF_8);
      var file = folder.resolve(customer + '-' + number + ".json");
      command.add(Files.writeString(file, text).toString());
      var receipt = JSON.readTree(text).path("receipt");
      assertThat(receipts.put(receipt.path("request").path("id").asText(), receipt))
          .as("a request has one receipt")
          .isNull();
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", Path.of("..", "tools").toString());
    var check = builder.start();
    var said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(check.waitFor()).as(said).isZero();
    return receipts;
  }

  private Path certificate() throws IOException {
    var text =
        stack
            .client(SsmClient.builder())
            .getParameter(get -> get.name("/lethe/certificate"))
            .parameter()
            .value();
    return Files.writeString(folder.resolve("certificate.pem"), text);
  }

  /// How many a receipt says were found in a store.
  static long found(JsonNode receipt, String store) {
    for (var told : receipt.path("stores")) {
      if (told.path("store").asText().equals(store)) {
        return told.path("found").asLong();
      }
    }
    throw new AssertionError("It does not say of " + store + ": " + receipt);
  }
}
