package dev.lethe.infra;

import dev.lethe.infra.stack.RequestsMachine;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.record.Bytes;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.receipt.SignedReceipt;
import dev.lethe.subjects.receipt.aws.DynamoReceiptChain;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Requests of subjects, with every answer that `docs/openapi.yaml` tells of.
///
/// @param tenant who asks
/// @param brokenKey a secret key that lacks its owner
record RowsOfRequests(Tenant tenant, String brokenKey) {

  /// What is documented and does not happen here.
  static final Set<String> NOT_HERE =
      Set.of(
          // The stack has a certificate, and these read nothing else.
          "GET /v2/discovery 503",
          "GET /v1/discovery 503",
          "GET /v2/certificate.pem 503",
          // Nothing makes packages yet.
          "GET /v2/requests/{id}/results 303",
          "GET /v1/opengdpr_requests/{id}/results 303");

  Stream<Row> all() {
    RequestsMachine.arn();
    var open =
        Stream.of("/v2/discovery", "/v1/discovery", "/v2/certificate.pem")
            .map(path -> new Row("GET", path, Map.of(), "", Map.of(), 200));
    var below = Stream.of("/v2/requests", "/v1/opengdpr_requests").flatMap(this::below);
    return Stream.concat(open, below);
  }

  private Stream<Row> below(String requests) {
    var rights = new Rights(tenant).waiting(20);
    var one = requests + "/{id}";
    var results = one + "/results";
    var receipt = one + "/receipt";
    var body = Rights.body(UUID.randomUUID(), "access", "u-" + UUID.randomUUID());
    var completed = completed(rights);
    return Stream.of(
            Stream.of(
                Row.asked("POST", requests, Map.of(), body, tenant.secretKey(), 201),
                Row.asked("POST", requests, Map.of(), "{", tenant.secretKey(), 400),
                Row.asked("POST", requests, Map.of(), body, tenant.writeKey(), 401),
                Row.asked("POST", requests, Map.of(), body, brokenKey, 503),
                asked("GET", one, completed, 200),
                asked("DELETE", one, rights.taken("erasure", "u-" + UUID.randomUUID()), 202),
                asked("DELETE", one, completed, 409),
                asked("GET", receipt, completed, 200)),
            refused("GET", one),
            refused("DELETE", one),
            refused("GET", results),
            refused("GET", receipt))
        .flatMap(rows -> rows);
  }

  private Row asked(String method, String path, UUID id, int status) {
    return Row.asked(method, path, Map.of("id", id.toString()), "", tenant.secretKey(), status);
  }

  private Stream<Row> refused(String method, String path) {
    var nobodys = Map.of("id", UUID.randomUUID().toString());
    return Stream.of(
        Row.asked(method, path, nobodys, "", tenant.writeKey(), 401),
        Row.asked(method, path, nobodys, "", tenant.secretKey(), 404),
        Row.asked(method, path, nobodys, "", brokenKey, 503));
  }

  /// A request whose work is done, and which has a receipt of some form.
  private UUID completed(Rights rights) {
    var id = rights.taken("erasure", "u-" + UUID.randomUUID());
    var stack = Stack.running();
    var table = stack.output("RequestsTable");
    var clock = Clock.systemUTC();
    try (var dynamo = stack.client(DynamoDbClient.builder())) {
      var progress =
          new BookProgress(
              new DynamoRequestBook(dynamo, table, clock),
              new DynamoRequestGroups(dynamo, table, clock),
              (customer, request, status) -> {},
              clock);
      progress.begin(tenant.customerId(), id);
      progress.complete(tenant.customerId(), id);
      var chain = new DynamoReceiptChain(dynamo, table, clock);
      var head = chain.head(tenant.customerId());
      var file = "{\"receipt\":\n{\"number\":1}\n,\"signature\":{}}\n";
      chain.append(
          head,
          new SignedReceipt(
              tenant.customerId(),
              id.toString(),
              head.number() + 1,
              Bytes.copyOf(file.getBytes(StandardCharsets.UTF_8))));
    }
    return id;
  }
}
