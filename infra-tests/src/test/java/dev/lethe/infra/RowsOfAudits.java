package dev.lethe.infra;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.retention.audit.Audit;
import dev.lethe.retention.audit.aws.DynamoAudits;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests about audits, with every answer that `docs/openapi.yaml` tells of.
///
/// @param tenant who asks
/// @param other whose application is nobody's to the tenant
/// @param brokenApp the tenant's application that lacks all but its owner
record RowsOfAudits(Tenant tenant, Tenant other, String brokenApp) {

  private static final String AUDITS = "/v1/apps/{app}/audits";
  private static final String AUDIT = "/v1/apps/{app}/audits/{audit}";
  private static final int MORE_THAN_A_DAYS = 4;

  Stream<Row> all() {
    var exhausted = Tenant.enrol("Audited");
    IntStream.range(0, MORE_THAN_A_DAYS).forEach(number -> enter(exhausted, number));
    enter(tenant, 0);
    var app = Map.of("app", tenant.appId());
    var audit = Map.of("app", tenant.appId(), "audit", id(0));
    return Stream.of(
            Stream.of(
                asked("POST", AUDITS, app, tenant, 202),
                asked("POST", AUDITS + "?from=today", app, tenant, 400),
                asked("POST", AUDITS, Map.of("app", exhausted.appId()), exhausted, 429),
                asked("GET", AUDITS, app, tenant, 200),
                asked("GET", AUDITS + "?limit=1", app, tenant, 400),
                asked("GET", AUDIT, audit, tenant, 200),
                asked("GET", AUDIT + "?limit=1", audit, tenant, 400)),
            refused("POST", AUDITS, Map.of()),
            refused("GET", AUDITS, Map.of()),
            refused("GET", AUDIT, Map.of("audit", id(0))))
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
    return "aud_%022d".formatted(number);
  }

  /// Enters an audit that never runs.
  private static void enter(Tenant tenant, int number) {
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      new DynamoAudits(dynamo, stack.output("RequestsTable"), Clock.systemUTC())
          .add(
              new Audit(
                  tenant.customerId(),
                  tenant.appId(),
                  id(number),
                  Instant.now().truncatedTo(ChronoUnit.MILLIS),
                  "0123456789ab",
                  Audit.Status.RUNNING));
    }
  }
}
