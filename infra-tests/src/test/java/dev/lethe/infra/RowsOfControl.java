package dev.lethe.infra;

import dev.lethe.infra.stack.Contract;
import dev.lethe.infra.stack.Tenant;
import java.util.Map;
import java.util.stream.Stream;

/// Every answer to operators and customers who set something up.
final class RowsOfControl {

  static final String FEATURE = "/v1/apps/{app}/features/{feature}";
  static final String ATTESTATION =
      "{\"attestedBy\":\"Jane Doe\",\"lawfulBasis\":\"%s\",\"textVersion\":\"1\"}";

  private static final String KEYS = "/v1/apps/{app}/encryption-keys";
  private static final String GRACE = "/v1/apps/{app}/grace-period";

  private final Contract contract = Contract.document();
  private final Tenant tenant;
  private final Tenant aged;
  private final Tenant keyless;
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
  }

  Stream<Row> all() {
    return Stream.of(operator(), customers(), features(), keys(), grace()).flatMap(rows -> rows);
  }

  private static Stream<Row> operator() {
    var form = "{\"company\":\"Example GmbH\",\"email\":\"p@example.com\"}";
    return Stream.of(
        new Row("POST", "/v1/customers", Map.of(), form, Map.of(), 201),
        new Row("POST", "/v1/customers", Map.of(), "{}", Map.of(), 400));
  }

  private Stream<Row> customers() {
    var form = "{\"name\":\"App\",\"timeZone\":\"Europe/Berlin\",\"retentionDays\":30}";
    return Stream.of(
        Row.asked("POST", "/v1/apps", Map.of(), form, tenant.secretKey(), 201),
        Row.asked("POST", "/v1/apps", Map.of(), "{}", tenant.secretKey(), 400),
        Row.asked("POST", "/v1/apps", Map.of(), form, tenant.writeKey(), 401),
        Row.asked("POST", "/v1/apps", Map.of(), form, brokenKey, 503));
  }

  private Stream<Row> features() {
    var form = ATTESTATION.formatted("consent");
    var goals = Map.of("app", tenant.appId(), "feature", "goals");
    var bad = Row.asked("PUT", FEATURE, goals, "{}", tenant.secretKey(), 400);
    var all =
        Stream.of("PUT", "DELETE")
            .flatMap(method ->
                Stream.concat(
                    contract.values("Feature").stream()
                        .map(feature ->
                            Row.asked(
                                method,
                                FEATURE,
                                Map.of("app", tenant.appId(), "feature", feature),
                                form,
                                tenant.secretKey(),
                                200)),
                    refused(method, FEATURE, Map.of("feature", "goals"), form)));
    return Stream.concat(Stream.of(bad), all);
  }

  private Stream<Row> keys() {
    var app = Map.of("app", aged.appId());
    return Stream.concat(
        Stream.of(201, 409)
            .map(status -> Row.asked("POST", KEYS, app, "", aged.secretKey(), status)),
        refused("POST", KEYS, Map.of(), ""));
  }

  private Stream<Row> grace() {
    var app = Map.of("app", aged.appId());
    return Stream.concat(
        Stream.of(
            Row.asked("PUT", GRACE, app, "{\"days\":0}", aged.secretKey(), 200),
            Row.asked("PUT", GRACE, app, "{\"days\":21}", aged.secretKey(), 400)),
        refused("PUT", GRACE, Map.of(), "{\"days\":0}"));
  }

  private Stream<Row> refused(
      String method, String path, Map<String, String> parameters, String body) {
    return Row.refused(method, path, parameters, body, tenant, keyless, brokenApp);
  }
}
