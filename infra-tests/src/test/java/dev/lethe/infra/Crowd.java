package dev.lethe.infra;

import static dev.lethe.shared.aws.Items.present;

import dev.lethe.archive.Line;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.infra.stack.ArchivedLines;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.lane.aws.BatchWrites;
import dev.lethe.shared.record.Records;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/// Many subjects of an application that are like one of it who really came: their states and
/// labels, entries, lines and what the index says of these. To send as many events as they stand
/// for would take hours here.
final class Crowd {

  private static final int LABEL_BYTES = 16;
  private static final int LINES_OF_OBJECT = 5_000;
  private static final int WRITES_AT_A_TIME = 8;
  private static final int ITEMS_OF_WRITE = 1_000;

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final SecureRandom random = new SecureRandom();
  private final Tenant tenant;
  private final int number;

  Crowd(Tenant tenant, int number) {
    this.tenant = tenant;
    this.number = number;
  }

  void moveIn() {
    var vault = ofTenant("VaultTable", "id");
    var all = new Stores().items("LedgerTable").toList();
    // Not one who sent a picture alone, and has no entries.
    var counted = all.stream().map(item -> present(item, "label").s()).collect(Collectors.toSet());
    var state =
        vault.stream()
            .filter(item -> present(item, "part").s().equals("state") && item.containsKey("label"))
            .filter(item -> counted.contains(present(item, "label").s()))
            .findFirst()
            .orElseThrow();
    var label = present(state, "label").s();
    var leads =
        vault.stream()
            .filter(item -> present(item, "id").s().equals(tenant.appId() + "#label#" + label))
            .findFirst()
            .orElseThrow();
    var ledger = all.stream().filter(item -> present(item, "label").s().endsWith(label)).toList();
    var like = new ArchivedLines().of(tenant.appId()).getFirst();
    var vaultItems = new ArrayList<Map<String, AttributeValue>>();
    var ledgerItems = new ArrayList<Map<String, AttributeValue>>();
    var lines = new ArrayList<Line>();
    for (var each = 0; each < number; each++) {
      var newLabel = random();
      var pseudonym = random();
      vaultItems.add(
          with(state, Map.of("id", tenant.appId() + "#subject#" + pseudonym, "label", newLabel)));
      vaultItems.add(
          with(leads, Map.of("id", tenant.appId() + "#label#" + newLabel, "subject", pseudonym)));
      for (var item : ledger) {
        ledgerItems.add(
            with(item, Map.of("label", present(item, "label").s().replace(label, newLabel))));
      }
      lines.add(
          new Line(
              new Position(999, "%056d".formatted(each)), Records.under(newLabel, like.taken())));
    }
    write("VaultTable", vaultItems);
    write("LedgerTable", ledgerItems);
    archive(lines);
  }

  private List<Map<String, AttributeValue>> ofTenant(String table, String key) {
    return new Stores()
        .items(table)
        .filter(item -> present(item, key).s().startsWith(tenant.appId()))
        .toList();
  }

  private String random() {
    var bytes = new byte[LABEL_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, Map<String, String> changed) {
    var other = new HashMap<>(item);
    changed.forEach((name, value) -> other.put(name, AttributeValue.fromS(value)));
    return other;
  }

  private void write(String table, List<Map<String, AttributeValue>> items) {
    var writes = new BatchWrites(dynamo, stack.output(table));
    try (var threads =
        Executors.newFixedThreadPool(WRITES_AT_A_TIME, Thread.ofVirtual().factory())) {
      var all = new ArrayList<CompletableFuture<Void>>();
      for (var from = 0; from < items.size(); from += ITEMS_OF_WRITE) {
        var some = items.subList(from, Math.min(items.size(), from + ITEMS_OF_WRITE));
        all.add(CompletableFuture.runAsync(() -> writes.put(some), threads));
      }
      all.forEach(CompletableFuture::join);
    }
  }

  private void archive(List<Line> lines) {
    var s3 = stack.client(S3Client.builder().forcePathStyle(true));
    for (var from = 0; from < lines.size(); from += LINES_OF_OBJECT) {
      var some = lines.subList(from, Math.min(lines.size(), from + LINES_OF_OBJECT));
      var name =
          "lines/day=2026-11-01/hour=%02d/90-000000000999-%s-%d.parquet"
              .formatted(from / LINES_OF_OBJECT % 24, tenant.appId().substring(4), from);
      var file = new ParquetFiles().write(some);
      s3.putObject(
          put -> put.bucket(stack.output("ArchiveBucket")).key(name),
          RequestBody.fromBytes(file.toArray()));
    }
  }
}
