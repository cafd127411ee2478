package dev.lethe.subjects.work;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.progress.Progress;
import dev.lethe.subjects.progress.aws.AwsProgress;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import dev.lethe.subjects.work.aws.KinesisLanes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/// The step that begins what a request asks. Needs `REQUESTS_TABLE`, `REGISTRY_TABLE`,
/// `VAULT_TABLE`, `STREAM` and `SMALL_GROUP_THRESHOLD`, in subjects.
public final class BeginHandler extends StepHandler {

  /// As long as a function that takes a screenshot may run: what it decided before is there then.
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(16);

  private final RequestBook book;
  private final Progress progress;
  private final Beginning beginning;
  private final Clock clock;

  /// Where a request goes on.
  private enum Next {
    CANCELLED,
    ERASE,
    COLLECT,
    RECTIFY,
    HOLD,
    TELL,
    FINISH
  }

  public BeginHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private BeginHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(env, dynamo, new DynamoRequestBook(dynamo, env.required("REQUESTS_TABLE"), clock), clock);
  }

  private BeginHandler(Env env, DynamoDbClient dynamo, RequestBook book, Clock clock) {
    this(
        book,
        AwsProgress.of(env, dynamo, book, clock),
        new Beginning(
            new DynamoSubjects(
                dynamo, env.required("VAULT_TABLE"), env.required("REQUESTS_TABLE"), clock),
            new KinesisLanes(Clients.of(KinesisClient.builder()), env.required("STREAM")),
            new DynamoRegistry(dynamo, env.required("REGISTRY_TABLE")),
            env.requiredInt("SMALL_GROUP_THRESHOLD", 1),
            clock),
        clock);
  }

  BeginHandler(RequestBook book, Progress progress, Beginning beginning, Clock clock) {
    this.book = book;
    this.progress = progress;
    this.beginning = beginning;
    this.clock = clock;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    var request = book.find(input.customer(), input.request()).orElseThrow();
    // Of one that is over nothing is to be done: another attempt did it, whose grace was cut short.
    if (request.timeline().status() == RequestStatus.COMPLETED
        || !progress.begin(request.customer(), request.id())) {
      return answer(Next.CANCELLED);
    }
    if (!beginning.begin(request) && !isOver(input)) {
      // The Vault was lost. Nobody sends a read of the operator's again: it ends, and found
      // nothing.
      if (request.breakGlass() != null) {
        return answer(Next.FINISH);
      }
      // The customer has to send the request again, and this goes on.
      throw new IllegalStateException("The Vault does not know whom a request is about.");
    }
    note(request, Step.Kind.IDENTIFIED);
    note(request, Step.Kind.BEGUN);
    return answer(next(request));
  }

  private boolean isOver(StepInput input) {
    var request = book.find(input.customer(), input.request()).orElseThrow();
    return request.timeline().status() == RequestStatus.COMPLETED;
  }

  private void note(EnteredRequest request, Step.Kind kind) {
    progress.note(request.customer(), request.id(), Step.of(kind), clock.instant());
  }

  private static Next next(EnteredRequest request) {
    return switch (request.type()) {
      case ERASURE -> Next.ERASE;
      case ACCESS, PORTABILITY -> Next.COLLECT;
      case RESTRICTION -> Next.HOLD;
      // Exports are for research.
      case OBJECTION, CONSENT_WITHDRAWAL ->
          request.purposes().contains(Purpose.RESEARCH) ? Next.HOLD : Next.TELL;
      case LIFT_RESTRICTION, LIFT_OBJECTION, LIFT_CONSENT_WITHDRAWAL -> Next.TELL;
      case RECTIFICATION -> Next.RECTIFY;
      case STOP_COLLECTION, LIFT_STOP_COLLECTION -> Next.FINISH;
    };
  }

  private Map<String, Object> answer(Next next) {
    return Map.of(
        "next", next.name(),
        "round", 0,
        "settled", clock.instant().plus(SETTLED_AFTER).toString());
  }
}
