package dev.lethe.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/// The deployed stack that this run of the tests drives. `make test` starts it and names its
/// `outputs.json` in the system property `lethe.outputs`.
public final class Stack {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Stack RUNNING = new Stack();

  private final JsonNode outputs;

  private Stack() {
    var file = System.getProperty("lethe.outputs");
    if (file == null) {
      throw new IllegalStateException("No stack is up for these tests. Run them with: make test");
    }
    try {
      outputs = JSON.readTree(Path.of(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("The description of the stack cannot be read.", e);
    }
  }

  public static Stack running() {
    return RUNNING;
  }

  /// Where requests go, the stage included.
  public URI api() {
    return URI.create(output("apiUrl"));
  }

  /// One of the stack's outputs, such as `StreamName`; or `apiUrl`, `endpoint`, `dynamoDbEndpoint`,
  /// `region`.
  public String output(String name) {
    var value = outputs.path(name);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException("The stack has no output " + name + ".");
    }
    return value.asText();
  }

  /// An AWS client that talks to the stack.
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return client(builder, UrlConnectionHttpClient.builder());
  }

  /// The same, with an HTTP client of its own.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, UrlConnectionHttpClient.Builder http) {
    return builder
        .endpointOverride(
            URI.create(
                output(builder instanceof DynamoDbClientBuilder ? "dynamoDbEndpoint" : "endpoint")))
        .region(Region.of(output("region")))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .httpClientBuilder(http)
        .build();
  }
}
