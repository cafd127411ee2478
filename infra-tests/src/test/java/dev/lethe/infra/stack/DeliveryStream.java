package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/// The delivery stream that ships logs, by Firehose's own API.
final class DeliveryStream {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ENDPOINT = "HttpEndpointDestinationDescription";

  private final Stack stack = Stack.running();

  String arn() {
    return described().path("DeliveryStreamARN").asText();
  }

  /// The ARN of the secret with the key that it shows.
  String secret() {
    return destination()
        .path(ENDPOINT)
        .path("SecretsManagerConfiguration")
        .path("SecretARN")
        .asText();
  }

  /// Lets it deliver to an address from now on.
  ///
  /// @param buffer for how many seconds it gathers
  /// @param retry for how many seconds it tries again
  void deliverTo(String url, int buffer, int retry) {
    var endpoint = destination().path(ENDPOINT);
    ObjectNode update = JSON.createObjectNode();
    update.putObject("EndpointConfiguration").put("Url", url);
    update.putObject("BufferingHints").put("IntervalInSeconds", buffer).put("SizeInMBs", 1);
    update.putObject("RetryOptions").put("DurationInSeconds", retry);
    update.set("SecretsManagerConfiguration", endpoint.path("SecretsManagerConfiguration"));
    update.put("RoleARN", endpoint.path("RoleARN").asText());
    update.put("S3BackupMode", "FailedDataOnly");
    update
        .putObject("S3Update")
        .put("BucketARN", "arn:aws:s3:::" + stack.output("UndeliveredLogsBucket"))
        .put("RoleARN", endpoint.path("RoleARN").asText());
    var request = JSON.createObjectNode();
    request.put("DeliveryStreamName", stack.output("LogShipping"));
    request.put("CurrentDeliveryStreamVersionId", described().path("VersionId").asText());
    request.put("DestinationId", destination().path("DestinationId").asText());
    request.set("HttpEndpointDestinationUpdate", update);
    call("UpdateDestination", request);
  }

  private JsonNode destination() {
    return described().path("Destinations").path(0);
  }

  private JsonNode described() {
    var name = JSON.createObjectNode().put("DeliveryStreamName", stack.output("LogShipping"));
    return call("DescribeDeliveryStream", name).path("DeliveryStreamDescription");
  }

  private JsonNode call(String action, JsonNode body) {
    var credential = "test/20260101/" + stack.output("region") + "/firehose/aws4_request";
    var request =
        HttpRequest.newBuilder(URI.create(stack.output("endpoint")))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Firehose_20150804." + action)
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential="
                    + credential
                    + ", SignedHeaders=host, Signature=none")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    try {
      var answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(action + " was refused: " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Firehose does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The test is being stopped.", e);
    }
  }
}
