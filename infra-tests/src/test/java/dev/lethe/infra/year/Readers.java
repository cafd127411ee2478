package dev.lethe.infra.year;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.aggregate.Filed;
import dev.lethe.aggregate.aws.DynamoLedger;
import dev.lethe.archive.aws.S3ArchiveObjects;
import dev.lethe.archive.export.Export;
import dev.lethe.archive.export.ExportFiles;
import dev.lethe.archive.export.Exporting;
import dev.lethe.archive.export.aws.DynamoExports;
import dev.lethe.archive.export.aws.S3Listing;
import dev.lethe.archive.parquet.ParquetFiles;
import dev.lethe.infra.stack.Stack;
import dev.lethe.insights.Desk;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.vault.LabelledSubjects;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// All that is shown to somebody, or that steps are shown, at a time.
final class Readers {

  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final S3Client s3 = stack.client(S3Client.builder().forcePathStyle(true));
  private final S3ArchiveObjects archive = new S3ArchiveObjects(s3, stack.output("ArchiveBucket"));
  private final S3Listing names = new S3Listing(new S3Bucket(s3, stack.output("ArchiveBucket")));
  private final DynamoLedger ledger;
  private final Desk desk;
  private final Exporting exporting;

  Readers(Clock clock, LabelledSubjects subjects) {
    this.ledger = new DynamoLedger(dynamo, stack.output("LedgerTable"), clock);
    this.desk =
        new Desk(dynamo, stack.output("RegistryTable"), stack.output("InsightsTable"), clock);
    this.exporting =
        new Exporting(
            new DynamoExports(dynamo, stack.output("RequestsTable"), clock),
            names,
            archive,
            new ExportFiles(
                new S3ArchiveObjects(s3, stack.output("ExportsBucket")),
                new S3Listing(new S3Bucket(s3, stack.output("ExportsBucket")))),
            subjects,
            clock);
  }

  /// The days of which the Ledger shows entries of a label.
  Set<LocalDate> entered(String label) {
    return ledger.look(label).filed().stream()
        .filter(filed -> filed.entry() != null)
        .map(Filed::day)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The lines that an export of all would give.
  List<String> exported(Account account) {
    return exporting.lines(export(account));
  }

  Export export(Account account) {
    var days = account.sent().stream().map(Account.Sent::day).distinct().toList();
    return exporting.export(
        account.tenant().customerId(), account.tenant().appId(), "exp_" + UUID.randomUUID(), days);
  }

  boolean canBeHad(Export export) {
    return exporting.canBeHad(export);
  }

  /// When the lines came that the archive holds, whoever may see them.
  List<Instant> archived(Account account) {
    return account.sent().stream()
        .map(Account.Sent::day)
        .distinct()
        .flatMap(day -> names.list("lines/day=" + day + '/').stream())
        .flatMap(object -> archive.read(object.name()).stream())
        .flatMap(stored -> new ParquetFiles().read(stored.content()).stream())
        .filter(line -> line.taken().app().equals(account.tenant().appId()))
        .map(line -> line.taken().received())
        .sorted()
        .toList();
  }

  /// What statistics say of the days between two, by day; of each hour the day.
  Map<LocalDate, Long> told(Account account, LocalDate from, LocalDate to, String interval) {
    var tenant = account.tenant();
    var question =
        GatewayEvents.of("GET", "/v1/apps/{app}/insights/{metric}", "")
            .withHeaders(GatewayEvents.bearer(tenant.secretKey()))
            .withPathParameters(Map.of("app", tenant.appId(), "metric", "events"))
            .withQueryStringParameters(
                Map.of("from", from.toString(), "to", to.toString(), "interval", interval));
    var told = new TreeMap<LocalDate, Long>();
    for (var series : json(question).path("series")) {
      for (var value : series.path("values")) {
        if (value.path("n").asLong() != 0) {
          told.merge(
              LocalDate.parse(value.path("t").asText().substring(0, 10)),
              value.path("n").asLong(),
              Long::sum);
        }
      }
    }
    return told;
  }

  private JsonNode json(APIGatewayProxyRequestEvent question) {
    var answer = desk.ask(question);
    if (answer.getStatusCode() != 200) {
      throw new AssertionError(answer.getBody());
    }
    try {
      return JSON.readTree(answer.getBody());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
