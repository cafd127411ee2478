package dev.lethe.retention.probe;

import dev.lethe.retention.probe.aws.AwsSettings;
import dev.lethe.retention.probe.aws.Deployment;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Looks at how everything is set, a part of a probe. Needs the names of all tables and buckets
/// ([Deployment]), `STREAM_ARN`, `FUNCTION_LOGS`, which is what the names of functions' log groups
/// begin with, and `ACCESS_LOG`.
public final class SettingsHandler extends StepHandler {

  private final SettingsStep step;

  public SettingsHandler() {
    this(Env.ofProcess(), Clients.of(S3Client.builder()));
  }

  private SettingsHandler(Env env, S3Client s3) {
    this(
        new SettingsStep(
            new S3Papers(new S3Bucket(s3, env.required("AUDITS_BUCKET"))),
            new AwsSettings(
                new AwsSettings.Services(
                    Clients.of(DynamoDbClient.builder()),
                    s3,
                    Clients.of(KinesisClient.builder()),
                    Clients.of(CloudWatchLogsClient.builder())),
                new AwsSettings.Names(
                    Deployment.tables(env),
                    Deployment.buckets(env),
                    env.required("STREAM_ARN"),
                    Map.of(
                        Place.LOGS, env.required("FUNCTION_LOGS"),
                        Place.ACCESS_LOG, env.required("ACCESS_LOG")))),
            Clock.systemUTC()));
  }

  SettingsHandler(SettingsStep step) {
    this.step = step;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    step.go(PartInput.run(input), PartInput.part(input));
    return PartInput.done(true);
  }
}
