package dev.lethe.shared.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/// Makes AWS clients: with the HTTP client that starts fastest, and with an end to every call.
public final class Clients {

  /// Shorter than any function's timeout: a call that hangs is told, and the function answers.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

  private Clients() {}

  /// A client for the account and region that the function runs in.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(B builder) {
    return of(builder, LONGEST_CALL);
  }

  /// The same, whose calls may take longer: large files do.
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C of(
      B builder, Duration longestCall) {
    return builder
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(settings -> settings.apiCallTimeout(longestCall))
        .build();
  }
}
