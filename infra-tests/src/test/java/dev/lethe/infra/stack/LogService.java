package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// An outside service that logs are shipped to while it is open, as strict as [Firehose's
/// specification](https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html):
/// it takes what shows the key of the stack's secret and is of the form that is said there.
public final class LogService implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String KEY = "X-Amz-Firehose-Access-Key";
  private static final String REQUEST_ID = "X-Amz-Firehose-Request-Id";

  private final LoopbackTls tls = LoopbackTls.create();
  private final List<ShippedLines> taken = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final DeliveryStream stream = new DeliveryStream();
  private final String key;
  private final HttpsServer server;
  private volatile boolean isAway;

  private LogService() {
    key = key(stream.secret());
    server = tls.serve(this::receive);
  }

  /// Opens it, and lets the stack ship its logs here, at once.
  public static LogService open() {
    var service = new LogService();
    service.stream.deliverTo(service.url(), 0, 0);
    return service;
  }

  private static String key(String secret) {
    var secrets = Stack.running().client(SecretsManagerClient.builder());
    return parsed(secrets.getSecretValue(get -> get.secretId(secret)).secretString())
        .path("api_key")
        .asText();
  }

  private String url() {
    return "https://localhost:" + server.getAddress().getPort() + "/logs?type=lethe";
  }

  /// From now on it refuses everything.
  public void goAway() {
    isAway = true;
  }

  /// From now on it takes what is right.
  public void comeBack() {
    isAway = false;
  }

  /// Its certificate.
  public String pem() {
    return tls.pem();
  }

  /// What it took.
  public List<ShippedLines> taken() {
    return List.copyOf(taken);
  }

  /// Waits until it took all lines that functions logged since some time, and tells all that it
  /// took.
  public List<ShippedLines> awaitAllSince(Instant since) {
    Await.until(() -> ShippedLines.each(taken).containsAll(logged(since)));
    return taken();
  }

  /// What CloudWatch Logs has of functions since some time, each line with its group.
  public static Set<String> logged(Instant since) {
    var logs = Stack.running().client(CloudWatchLogsClient.builder());
    return logs
        .describeLogGroupsPaginator(list -> list.logGroupNamePrefix("/aws/lambda/"))
        .logGroups()
        .stream()
        .map(LogGroup::logGroupName)
        .flatMap(group ->
            logs
                .filterLogEventsPaginator(
                    filter -> filter.logGroupName(group).startTime(since.toEpochMilli()))
                .events()
                .stream()
                .map(line -> ShippedLines.line(group, line.message())))
        .collect(Collectors.toSet());
  }

  /// Why it refused requests that were not of the form, or showed another key.
  public List<String> refused() {
    return List.copyOf(refused);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var wrong = wrong(exchange, body);
      if (!wrong.isEmpty()) {
        refused.add(wrong);
      }
      var status = isAway ? 503 : wrong.isEmpty() ? 200 : 401;
      var request = JSON.readTree(body);
      if (status == 200) {
        records(request).map(ShippedLines::unpacked).forEach(taken::add);
      }
      var answer = answer(request.path("requestId").asText());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static Stream<String> records(JsonNode request) {
    return StreamSupport.stream(request.path("records").spliterator(), false)
        .map(record -> record.path("data").asText());
  }

  private String wrong(HttpExchange exchange, byte[] body) throws IOException {
    var headers = exchange.getRequestHeaders();
    var request = JSON.readTree(body);
    if (!exchange.getRequestMethod().equals("POST")
        || !"application/json".equals(headers.getFirst("Content-Type"))
        || !"1.0".equals(headers.getFirst("X-Amz-Firehose-Protocol-Version"))
        || !stream.arn().equals(headers.getFirst("X-Amz-Firehose-Source-Arn"))) {
      return "It is no delivery of this stream's.";
    }
    if (!key.equals(headers.getFirst(KEY))) {
      return "It does not show the key.";
    }
    var id = request.path("requestId").asText();
    if (id.isEmpty()
        || !id.equals(headers.getFirst(REQUEST_ID))
        || !request.path("timestamp").isIntegralNumber()
        || records(request).findAny().isEmpty()) {
      return "It is not of the form.";
    }
    return "";
  }

  private static byte[] answer(String id) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("requestId", id).put("timestamp", Instant.now().toEpochMilli());
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(String text) {
    try {
      return Objects.requireNonNull(JSON.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException("It is no JSON.", e);
    }
  }

  /// The stack ships to where nobody listens again.
  @Override
  public void close() {
    stream.deliverTo("https://localhost/logs", 60, 300);
    server.stop(0);
  }
}
