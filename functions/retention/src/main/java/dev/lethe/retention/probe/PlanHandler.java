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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The first step of a probe: says what is to be measured. Needs the names of all tables and
/// buckets ([Deployment]).
public final class PlanHandler extends StepHandler {

  private final ProbePlan plan;
  private final Set<Place> places;
  private final Papers papers;
  private final Clock clock;

  public PlanHandler() {
    this(Env.ofProcess());
  }

  private PlanHandler(Env env) {
    this(
        new ProbePlan(
            new DynamoItems(Clients.of(DynamoDbClient.builder()), Deployment.tables(env))),
        Stream.of(Deployment.tables(env), Deployment.buckets(env))
            .flatMap(named -> named.keySet().stream())
            .collect(Collectors.toUnmodifiableSet()),
        new S3Papers(new S3Bucket(Clients.of(S3Client.builder()), env.required("AUDITS_BUCKET"))),
        Clock.systemUTC());
  }

  PlanHandler(ProbePlan plan, Set<Place> places, Papers papers, Clock clock) {
    this.plan = plan;
    this.places = Set.copyOf(places);
    this.papers = papers;
    this.clock = clock;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var folder = new ProbeFolder(papers, PartInput.run(input));
    folder.keepPlan(clock.instant(), plan.parts(places));
    return Map.of("object", folder.planName());
  }
}
