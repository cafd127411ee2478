package dev.lethe.infra.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LogType;

/// Calls the stack's functions: once, and for as long as a function may take. A client as it is by
/// default gives up after 30 seconds and calls again, beside the call that still runs.
public final class Functions {

  /// The longest that Lambda lets a function run
  /// (<https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html>).
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Stack STACK = Stack.running();
  private static final LambdaClient LAMBDA =
      STACK.client(
          LambdaClient.builder()
              .overrideConfiguration(
                  configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())),
          UrlConnectionHttpClient.builder().socketTimeout(LONGEST));

  private Functions() {}

  /// What a function answers, which has not failed.
  ///
  /// @param name behind the stack's name, such as `closing`
  public static String call(String name, String payload) {
    var answer =
        LAMBDA.invoke(call ->
            call.functionName(STACK.output("stackName") + "-" + name)
                .payload(SdkBytes.fromUtf8String(payload))
                .logType(LogType.TAIL));
    var text = answer.payload().asUtf8String();
    assertThat(answer.functionError()).as("%s%n%s", text, tail(answer.logResult())).isNull();
    return text;
  }

  /// The last 4 KB of what it logged, which says what failed.
  private static String tail(@Nullable String encoded) {
    return encoded == null ? "" : new String(Base64.getDecoder().decode(encoded), UTF_8);
  }
}
