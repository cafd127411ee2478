package dev.lethe.infra;

import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.LimitedKeys;
import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every answer to operators and customers who set something up.
final class RowsOfControl {

  static final String FEATURES = "/v1/apps/{app}/features";
  static final String FEATURE = FEATURES + "/{feature}";
  static final String ATTESTATION =
      "{\"attestedBy\":\"Jane Doe\",\"lawfulBasis\":\"%s\",\"textVersion\":\"1\"}";

  private static final String ENCRYPTION_KEYS = "/v1/apps/{app}/encryption-keys";
  private static final String APP = "/v1/apps/{app}";
  private static final String CUSTOMER = "/v1/customers/{customer}";

  private final Contract contract = Contract.document();
  private final Tenant tenant;
  private final Tenant aged;
  private final Tenant keyless;
  private final Tenant keyed = Tenant.enrol("Keyed");
  private final Tenant suspended = Tenant.enrol("Suspended");
  private final String brokenApp;
  private final String brokenKey;

  /// @param aged one whose key is old enough to be followed by another
  /// @param brokenApp an application that lacks all but its owner
  /// @param brokenKey a key that lacks all
  RowsOfControl(Tenant tenant, Tenant aged, Tenant keyless, String brokenApp, String brokenKey) {
    this.tenant = tenant;
    this.aged = aged;
    this.keyless = keyless;
    this.brokenApp = brokenApp;
    this.brokenKey = brokenKey;
    LimitedKeys.crowd(keyless);
  }

  Stream<Row> all() {
    return Stream.of(
            operator(),
            customers(),
            new RowsOfContacts(brokenKey).all(),
            new RowsOfSubProcessors(tenant, brokenKey).all(),
            applications(),
            features(),
            encryptionKeys(),
            keys())
        .flatMap(rows -> rows);
  }

  private Stream<Row> operator() {
    var form = "{\"company\":\"Example GmbH\",\"email\":\"p@example.com\"}";
    return Stream.of(
        Row.operators("POST", "/v1/customers", Map.of(), form, 201),
        Row.operators("POST", "/v1/customers", Map.of(), "{}", 400),
        operators("GET", "/v1/customers?limit=1", "", 200),
        operators("GET", "/v1/customers?limit=0", "", 400),
        operators("GET", CUSTOMER, tenant.customerId(), 200),
        operators("GET", CUSTOMER, "cus_none", 404),
        operators("GET", CUSTOMER, "c".repeat(3000), 404),
        operators("GET", CUSTOMER + "/disclosures", tenant.customerId(), 200),
        operators("GET", CUSTOMER + "/disclosures?limit=0", tenant.customerId(), 400),
        operators("GET", CUSTOMER + "/disclosures", "cus_none", 404),
        operators("PUT", CUSTOMER + "/suspension", suspended.customerId(), 200),
        operators("PUT", CUSTOMER + "/suspension", "cus_none", 404),
        Row.asked("POST", "/v1/apps", Map.of(), "{}", suspended.secretKey(), 403),
        Row.asked(
            "GET",
            APP + "/insights",
            Map.of("app", suspended.appId()),
            "",
            suspended.secretKey(),
            403),
        Row.asked(
            "GET",
            APP + "/usage",
            Map.of("app", suspended.appId()),
            "",
            suspended.secretKey(),
            403),
        operators("DELETE", CUSTOMER + "/suspension", suspended.customerId(), 200),
        operators("DELETE", CUSTOMER + "/suspension", "cus_none", 404));
  }

  private Stream<Row> customers() {
    var form = "{\"name\":\"App\",\"timeZone\":\"Europe/Berlin\",\"retentionDays\":30}";
    return Stream.of(
        Row.asked("POST", "/v1/apps", Map.of(), form, tenant.secretKey(), 201),
        Row.asked("POST", "/v1/apps", Map.of(), "{}", tenant.secretKey(), 400),
        Row.asked("POST", "/v1/apps", Map.of(), form, full(), 409),
        Row.asked("GET", APP, Map.of("app", "a".repeat(3000)), "", tenant.secretKey(), 404),
        Row.asked("POST", "/v1/apps", Map.of(), form, tenant.writeKey(), 401),
        Row.asked("POST", "/v1/apps", Map.of(), form, brokenKey, 503));
  }

  /// The key of a customer that has as many applications as may be, in the Registry alone.
  private static String full() {
    var full = Tenant.enrol("Full");
    var stack = Stack.running();
    var ids = IntStream.range(1, Enrolment.MOST_APPLICATIONS).mapToObj(i -> "app_" + i).toList();
    stack
        .client(DynamoDbClient.builder())
        .updateItem(update ->
            update
                .tableName(stack.output("RegistryTable"))
                .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(full.customerId())))
                .updateExpression("ADD #applications :more")
                .expressionAttributeNames(Map.of("#applications", RegistryItem.APPLICATIONS))
                .expressionAttributeValues(Map.of(":more", AttributeValue.fromSs(ids))));
    return full.secretKey();
  }

  private static Row operators(String method, String path, String customer, int status) {
    var parameters = customer.isEmpty() ? Map.<String, String>of() : Map.of("customer", customer);
    return Row.operators(method, path, parameters, "", status);
  }

  private Stream<Row> applications() {
    var app = Map.of("app", aged.appId());
    var change = "{\"name\":\"Changed\",\"graceDays\":0}";
    return Stream.of(
            Stream.of(
                Row.asked("GET", "/v1/apps", Map.of(), "", aged.secretKey(), 200),
                Row.asked("GET", "/v1/apps", Map.of(), "", brokenKey, 503),
                Row.asked("GET", "/v1/apps?limit=0", Map.of(), "", aged.secretKey(), 400),
                Row.asked("GET", APP, app, "", aged.secretKey(), 200),
                Row.asked("PATCH", APP, app, change, aged.secretKey(), 200),
                Row.asked("PATCH", APP, app, "{\"graceDays\":21}", aged.secretKey(), 400)),
            refused("GET", APP, Map.of(), ""),
            refused("PATCH", APP, Map.of(), change))
        .flatMap(rows -> rows);
  }

  /// Somebody of the operator's.
  private static final Map<String, String> OPERATOR = SignedBy.key("alice");

  /// Keys of applications, of whoever asks, and of a customer for the operator.
  private Stream<Row> keys() {
    var writing = APP + "/keys";
    var acting = "/v1/keys";
    var operators = CUSTOMER + "/keys";
    var app = Map.of("app", keyed.appId());
    var customer = Map.of("customer", keyed.customerId());
    var secret = GatewayEvents.bearer(keyed.secretKey());
    var broken = GatewayEvents.bearer(brokenKey);
    var write = "{\"name\":\"Tablet\"}";
    var act = "{\"name\":\"BI\",\"scope\":\"read\"}";
    return Stream.of(
            ofOwner(writing, app, secret, write),
            ofOwner(acting, Map.of(), secret, act),
            ofOwner(operators, customer, OPERATOR, act.replace("read", "rights")),
            Stream.of("GET", "POST").flatMap(method -> refused(method, writing, Map.of(), write)),
            refused("POST", writing + "/{key}/rotation", Map.of("key", "x"), "{}"),
            refused("DELETE", writing + "/{key}", Map.of("key", "x"), ""),
            Stream.of("GET", "POST")
                .map(method -> new Row(method, acting, Map.of(), act, broken, 503)),
            Stream.of("GET", "POST")
                .map(method ->
                    new Row(method, operators, Map.of("customer", "cus_none"), act, OPERATOR, 404)),
            Stream.of(
                new Row("POST", acting + "/{key}/rotation", Map.of("key", "x"), "", broken, 503),
                new Row("DELETE", acting + "/{key}", Map.of("key", "x"), "", broken, 503)))
        .flatMap(rows -> rows);
  }

  /// @param path of the keys
  /// @param form of a new one
  private Stream<Row> ofOwner(
      String path, Map<String, String> owner, Map<String, String> headers, String form) {
    var id = new Row("POST", path, owner, form, headers, 201).send().json().path("id").asText();
    var key = new HashMap<>(owner);
    key.put("key", id);
    var none = new HashMap<>(owner);
    none.put("key", "x");
    var full = new HashMap<>(owner);
    full.replaceAll((name, known) -> crowd(name));
    var crowded = headers.equals(OPERATOR) ? OPERATOR : GatewayEvents.bearer(keyless.secretKey());
    return Stream.of(
        new Row("GET", path, owner, "", headers, 200),
        new Row("POST", path, owner, form, headers, 201),
        new Row("POST", path, owner, "{}", headers, 400),
        new Row("POST", path, full, form, crowded, 409),
        new Row("POST", path + "/{key}/rotation", key, "{\"overlapDays\":0}", headers, 201),
        new Row("POST", path + "/{key}/rotation", key, "{\"overlapDays\":-1}", headers, 400),
        new Row("POST", path + "/{key}/rotation", none, "{}", headers, 404),
        new Row("POST", path + "/{key}/rotation", key, "{}", headers, 409),
        new Row("DELETE", path + "/{key}", key, "", headers, 200),
        new Row("DELETE", path + "/{key}", key, "", headers, 404));
  }

  /// Whoever has as many keys as may be.
  private String crowd(String of) {
    return of.equals("app") ? keyless.appId() : keyless.customerId();
  }

  private Stream<Row> features() {
    var form = ATTESTATION.formatted("consent");
    var goals = Map.of("app", tenant.appId(), "feature", "goals");
    var forgotten = Map.of("app", tenant.another().appId(), "feature", "goals");
    var bad =
        Stream.of(
            Row.asked("PUT", FEATURE, goals, "{}", tenant.secretKey(), 400),
            Row.asked("DELETE", FEATURE, goals, "", tenant.secretKey(), 400),
            Row.asked("DELETE", FEATURE + "?collected=x", goals, "", tenant.secretKey(), 400),
            Row.asked(
                "DELETE", FEATURE + "?collected=erase", forgotten, "", tenant.secretKey(), 200),
            Row.asked("PUT", FEATURE, forgotten, form, tenant.secretKey(), 409),
            Row.asked(
                "DELETE",
                FEATURE + "?collected=erase",
                Map.of("app", tenant.appId(), "feature", "screenshots"),
                "",
                tenant.secretKey(),
                200));
    var all =
        Map.of("PUT", FEATURE, "DELETE", FEATURE + "?collected=keep").entrySet().stream()
            .flatMap(call ->
                Stream.concat(
                    contract.values("Feature").stream()
                        .map(feature ->
                            Row.asked(
                                call.getKey(),
                                call.getValue(),
                                Map.of("app", tenant.appId(), "feature", feature),
                                form,
                                tenant.secretKey(),
                                200)),
                    refused(call.getKey(), call.getValue(), Map.of("feature", "goals"), form)));
    var app = Map.of("app", tenant.appId());
    var history =
        Stream.concat(
            Stream.of("?limit=1", "?after=1", "?after=x")
                .map(query ->
                    Row.asked(
                        "GET",
                        FEATURES + query,
                        app,
                        "",
                        tenant.secretKey(),
                        query.endsWith("x") ? 400 : 200)),
            refused("GET", FEATURES, Map.of(), ""));
    return Stream.of(bad, all, history).flatMap(rows -> rows);
  }

  private Stream<Row> encryptionKeys() {
    var app = Map.of("app", aged.appId());
    return Stream.concat(
        Stream.of(201, 409)
            .map(status -> Row.asked("POST", ENCRYPTION_KEYS, app, "", aged.secretKey(), status)),
        refused("POST", ENCRYPTION_KEYS, Map.of(), ""));
  }

  private Stream<Row> refused(
      String method, String path, Map<String, String> parameters, String body) {
    return Row.refused(method, path, parameters, body, tenant, keyless, brokenApp);
  }
}
