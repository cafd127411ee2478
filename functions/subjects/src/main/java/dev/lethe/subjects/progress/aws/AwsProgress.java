package dev.lethe.subjects.progress.aws;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.subjects.callback.aws.StepFunctionsCallbacks;
import dev.lethe.subjects.progress.BookProgress;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.aws.DynamoRequestGroups;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Progress of requests, for functions that do a step of them.
public final class AwsProgress {

  private AwsProgress() {}

  /// Needs `REQUESTS_TABLE` and `CALLBACKS_STATE_MACHINE`.
  public static Progress of(Env env, DynamoDbClient dynamo, RequestBook book, Clock clock) {
    return new BookProgress(
        book,
        new DynamoRequestGroups(dynamo, env.required("REQUESTS_TABLE"), clock),
        new StepFunctionsCallbacks(
            Clients.of(SfnClient.builder()), env.required("CALLBACKS_STATE_MACHINE")),
        clock);
  }
}
