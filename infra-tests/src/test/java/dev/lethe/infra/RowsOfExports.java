package dev.lethe.infra;

import dev.lethe.archive.export.Export;
import dev.lethe.archive.export.aws.DynamoExports;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests about exports and disclosures, with every answer that `docs/openapi.yaml` tells of.
///
/// @param tenant who asks
/// @param other whose application is nobody's to the tenant
/// @param brokenApp the tenant's application that lacks all but its owner
/// @param brokenKey a secret key that lacks its owner
record RowsOfExports(Tenant tenant, Tenant other, String brokenApp, String brokenKey) {

  private static final String EXPORTS = "/v1/apps/{app}/exports";
  private static final String EXPORT = "/v1/apps/{app}/exports/{export}";
  private static final String DISCLOSURES = "/v1/disclosures";
  private static final int MORE_THAN_A_DAYS = 11;

  Stream<Row> all() {
    var exhausted = Tenant.enrol("Exhausted");
    IntStream.range(0, MORE_THAN_A_DAYS).forEach(number -> enter(exhausted, number));
    enter(tenant, 0);
    var app = Map.of("app", tenant.appId());
    var export = Map.of("app", tenant.appId(), "export", id(0));
    return Stream.of(
            Stream.of(
                asked("POST", EXPORTS, app, tenant, 202),
                asked("POST", EXPORTS + "?from=today", app, tenant, 400),
                asked("POST", EXPORTS, Map.of("app", exhausted.appId()), exhausted, 429),
                asked("GET", EXPORTS, app, tenant, 200),
                asked("GET", EXPORTS + "?limit=1", app, tenant, 400),
                asked("GET", EXPORT, export, tenant, 200),
                asked("GET", EXPORT + "?limit=0", export, tenant, 400),
                asked("GET", DISCLOSURES, Map.of(), tenant, 200),
                asked("GET", DISCLOSURES + "?after=x", Map.of(), tenant, 400),
                Row.asked("GET", DISCLOSURES, Map.of(), "", tenant.writeKey(), 401),
                Row.asked("GET", DISCLOSURES, Map.of(), "", brokenKey, 503)),
            refused("POST", EXPORTS, Map.of()),
            refused("GET", EXPORTS, Map.of()),
            refused("GET", EXPORT, Map.of("export", id(0))))
        .flatMap(rows -> rows);
  }

  private static Row asked(
      String method, String path, Map<String, String> parameters, Tenant tenant, int status) {
    return Row.asked(method, path, parameters, "", tenant.secretKey(), status);
  }

  private Stream<Row> refused(String method, String path, Map<String, String> parameters) {
    return Row.refused(method, path, parameters, "", tenant, other, brokenApp);
  }

  private static String id(int number) {
    return "exp_%022d".formatted(number);
  }

  /// Enters an export that never runs.
  private static void enter(Tenant tenant, int number) {
    var stack = Stack.running();
    var now = Instant.now();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      new DynamoExports(dynamo, stack.output("RequestsTable"), Clock.systemUTC())
          .add(
              new Export(
                  tenant.customerId(),
                  tenant.appId(),
                  id(number),
                  LocalDate.EPOCH,
                  LocalDate.EPOCH,
                  now,
                  "0123456789ab",
                  Export.Status.RUNNING,
                  null,
                  null));
    }
  }
}
