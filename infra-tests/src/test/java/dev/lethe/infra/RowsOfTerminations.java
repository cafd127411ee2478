package dev.lethe.infra;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests about the end of applications and customers, and requests below an application that has
/// ended, with every answer that `docs/openapi.yaml` tells of. Nothing is deleted: nobody works on
/// these terminations.
///
/// @param tenant who asks
/// @param other whose application is nobody's to the tenant
/// @param brokenApp the tenant's application that lacks all but its owner
record RowsOfTerminations(Tenant tenant, Tenant other, String brokenApp) {

  private static final String TERMINATION = "/v1/apps/{app}/termination";
  private static final String COLLECTION = TERMINATION + "/collection";
  private static final String RECEIPT = TERMINATION + "/receipt";
  private static final String CUSTOMERS = "/v1/customers/{customer}/termination";
  private static final String FORM = "{\"reason\":\"%s\",\"confirm\":\"%s\",\"graceDays\":30}";

  Stream<Row> all() {
    return Stream.of(applications(), ofCustomers(), belowTheEnded()).flatMap(rows -> rows);
  }

  private Stream<Row> applications() {
    var leaving = Tenant.enrol("Leaving");
    var app = Map.of("app", leaving.appId());
    var collecting = entered(Tenant.enrol("Collecting"), Status.ENDING, Status.COLLECTING);
    var done = entered(Tenant.enrol("Done"), Status.ENDING, Status.DELETING);
    terminations().done(found(done), "{\"receipt\":\n{}\n}\n", Instant.now());
    var form = FORM.formatted("termination", "App");
    return Stream.of(
            Stream.of(
                asked("POST", TERMINATION, app, form, leaving, 202),
                asked("POST", TERMINATION, app, FORM.formatted("migration", "App"), leaving, 409),
                asked("POST", TERMINATION, app, "{}", leaving, 400),
                asked("GET", TERMINATION, app, "", leaving, 200),
                asked("POST", COLLECTION, app, "", leaving, 409),
                asked("DELETE", TERMINATION, app, "", leaving, 200),
                asked("DELETE", TERMINATION, Map.of("app", done.appId()), "", done, 409),
                asked("POST", COLLECTION, Map.of("app", collecting.appId()), "", collecting, 200),
                asked("GET", RECEIPT, Map.of("app", done.appId()), "", done, 200)),
            refused("POST", TERMINATION, form),
            refused("GET", TERMINATION, ""),
            refused("DELETE", TERMINATION, ""),
            refused("POST", COLLECTION, ""),
            refused("GET", RECEIPT, ""))
        .flatMap(rows -> rows);
  }

  private Stream<Row> refused(String method, String path, String body) {
    return Row.refused(method, path, Map.of(), body, tenant, other, brokenApp);
  }

  private Stream<Row> ofCustomers() {
    var leaving = Tenant.enrol("Leaving AG");
    var customer = Map.of("customer", leaving.customerId());
    var done = Tenant.enrol("Done AG");
    var own =
        Termination.scheduled(
            done.customerId(),
            done.customerId(),
            Reason.TERMINATION,
            Termination.OPERATOR,
            Instant.now(),
            Duration.ZERO);
    terminations().schedule(own);
    var ending = own.become(Status.ENDING, Instant.now());
    terminations().advance(own, Status.ENDING, Instant.now());
    terminations().advance(ending, Status.DELETING, Instant.now());
    terminations()
        .done(
            ending.become(Status.DELETING, Instant.now()), "{\"receipt\":\n{}\n}\n", Instant.now());
    var ofDone = Map.of("customer", done.customerId());
    var nobodys = Map.of("customer", "cus_nobody");
    var form = FORM.formatted("termination", "Leaving AG");
    return Stream.of(
        Row.operators("POST", CUSTOMERS, customer, form, 202),
        Row.operators("POST", CUSTOMERS, customer, FORM.formatted("migration", "Leaving AG"), 409),
        Row.operators("POST", CUSTOMERS, customer, "{}", 400),
        Row.operators("POST", CUSTOMERS, nobodys, form, 404),
        Row.operators("GET", CUSTOMERS, customer, "", 200),
        Row.operators("GET", CUSTOMERS, nobodys, "", 404),
        Row.operators("DELETE", CUSTOMERS, ofDone, "", 409),
        Row.operators("DELETE", CUSTOMERS, nobodys, "", 404),
        Row.operators("DELETE", CUSTOMERS, customer, "", 200),
        Row.operators("GET", CUSTOMERS + "/receipt", ofDone, "", 200),
        Row.operators("GET", CUSTOMERS + "/receipt", nobodys, "", 404),
        asked("POST", "/v1/apps", Map.of(), "{\"name\":\"New\"}", done, 410));
  }

  private Stream<Row> belowTheEnded() {
    var ended = ended();
    var app = Map.of("app", ended.appId());
    var goals = Map.of("app", ended.appId(), "feature", "goals");
    var attestation =
        "{\"attestedBy\":\"Jane Doe\",\"lawfulBasis\":\"consent\",\"textVersion\":\"1\"}";
    return Stream.of(
        asked("PUT", "/v1/apps/{app}/features/{feature}", goals, attestation, ended, 410),
        asked("DELETE", "/v1/apps/{app}/features/{feature}", goals, "", ended, 410),
        asked("PATCH", "/v1/apps/{app}", app, "{\"graceDays\":0}", ended, 410),
        asked("GET", "/v1/apps/{app}/keys", app, "", ended, 410),
        asked("POST", "/v1/apps/{app}/keys", app, "{\"name\":\"New\"}", ended, 410),
        asked(
            "POST",
            "/v1/apps/{app}/keys/{key}/rotation",
            Map.of("app", ended.appId(), "key", "x"),
            "{}",
            ended,
            410),
        asked(
            "DELETE",
            "/v1/apps/{app}/keys/{key}",
            Map.of("app", ended.appId(), "key", "x"),
            "",
            ended,
            410),
        asked("POST", "/v1/apps/{app}/encryption-keys", app, "", ended, 410),
        asked("GET", "/v1/apps/{app}/insights", app, "", ended, 410),
        asked(
            "GET",
            "/v1/apps/{app}/insights/{metric}",
            Map.of("app", ended.appId(), "metric", "events"),
            "",
            ended,
            410),
        asked("GET", "/v1/apps/{app}/usage", app, "", ended, 410),
        asked("POST", "/v1/apps/{app}/exports", app, "", ended, 410),
        asked("GET", "/v1/apps/{app}/exports", app, "", ended, 410),
        asked(
            "GET",
            "/v1/apps/{app}/exports/{export}",
            Map.of("app", ended.appId(), "export", "exp_1"),
            "",
            ended,
            410),
        asked("POST", "/v1/apps/{app}/audits", app, "", ended, 410),
        asked("GET", "/v1/apps/{app}/audits", app, "", ended, 410),
        asked(
            "GET",
            "/v1/apps/{app}/audits/{audit}",
            Map.of("app", ended.appId(), "audit", "aud_1"),
            "",
            ended,
            410));
  }

  /// One whose application has ended.
  static Tenant ended() {
    return entered(Tenant.enrol("Ended"), Status.ENDING);
  }

  private static Row asked(
      String method,
      String path,
      Map<String, String> parameters,
      String body,
      Tenant tenant,
      int status) {
    return Row.asked(method, path, parameters, body, tenant.secretKey(), status);
  }

  private static Tenant entered(Tenant tenant, Status... statuses) {
    terminations()
        .schedule(
            Termination.scheduled(
                tenant.customerId(),
                tenant.appId(),
                Reason.MIGRATION,
                "0123456789ab",
                Instant.now(),
                Duration.ZERO));
    for (var status : statuses) {
      terminations().advance(found(tenant), status, Instant.now());
    }
    noLongerExported(tenant);
    return tenant;
  }

  /// A migration would still be.
  private static void noLongerExported(Tenant tenant) {
    var stack = Stack.running();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      dynamo.updateItem(update ->
          update
              .tableName(stack.output("RegistryTable"))
              .key(Map.of("id", fromS("app#" + tenant.appId())))
              .updateExpression("REMOVE migrates"));
    }
  }

  private static Termination found(Tenant tenant) {
    return terminations().find(tenant.customerId(), tenant.appId()).orElseThrow();
  }

  private static DynamoTerminations terminations() {
    var stack = Stack.running();
    return new DynamoTerminations(
        stack.client(DynamoDbClient.builder()),
        stack.output("RequestsTable"),
        stack.output("RegistryTable"),
        Clock.systemUTC());
  }
}
