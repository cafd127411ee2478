package dev.lethe.retention.probe;

import dev.lethe.retention.probe.aws.Deployment;
import dev.lethe.retention.probe.aws.DynamoItems;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Measures items of tables, a part of a probe. Needs the names of all tables ([Deployment]) and
/// `AUDITS_BUCKET`.
public final class ItemsHandler extends StepHandler {

  private final Measuring measuring;
  private final Clock clock;

  public ItemsHandler() {
    this(Env.ofProcess(), Clock.systemUTC());
  }

  private ItemsHandler(Env env, Clock clock) {
    this(
        new S3Papers(new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET"))),
        new DynamoItems(Clients.of(DynamoDbClient.builder()), Deployment.tables(env)),
        clock);
  }

  ItemsHandler(Papers papers, Items items, Clock clock) {
    this.measuring = new Measuring(papers, part -> new ItemWalk(items, part), clock);
    this.clock = clock;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var time = new WorkingTime(clock);
    return PartInput.done(measuring.go(PartInput.run(input), PartInput.part(input), time::isUp));
  }
}
