package dev.lethe.retention.probe;

import dev.lethe.retention.probe.aws.Deployment;
import dev.lethe.retention.probe.aws.S3Objects;
import dev.lethe.retention.probe.aws.S3Papers;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.aws.S3Bucket;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/// Measures objects of buckets, a part of a probe. Needs the names of all buckets ([Deployment]).
public final class ObjectsHandler extends StepHandler {

  private final Measuring measuring;
  private final Clock clock;

  public ObjectsHandler() {
    this(Env.ofProcess(), Clock.systemUTC());
  }

  private ObjectsHandler(Env env, Clock clock) {
    this(
        new S3Papers(new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET"))),
        new S3Objects(Clients.of(S3Client.builder()), Deployment.buckets(env)),
        clock);
  }

  ObjectsHandler(Papers papers, Objects objects, Clock clock) {
    this.measuring = new Measuring(papers, part -> new ObjectWalk(objects, part), clock);
    this.clock = clock;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var time = new WorkingTime(clock);
    return PartInput.done(measuring.go(PartInput.run(input), PartInput.part(input), time::isUp));
  }
}
