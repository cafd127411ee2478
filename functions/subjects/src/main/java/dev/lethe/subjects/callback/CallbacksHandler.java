package dev.lethe.subjects.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.log.Fault;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.signing.aws.KmsSignatures;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.callback.https.HttpsCaller;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// The steps of the state machine `statemachine/callbacks.asl.json`. Needs `REQUESTS_TABLE`,
/// `SIGNING_KEY`, and `PROCESSOR_DOMAIN`, or without one `API_HOST`.
public final class CallbacksHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(CallbacksHandler.class);
  private static final String NOT_TAKEN = "A callback was not taken.";
  private static final String FAILED = "A step of callbacks failed.";

  private final CallbackTelling telling;

  public CallbacksHandler() {
    this(Env.ofProcess(), Clock.systemUTC());
  }

  private CallbacksHandler(Env env, Clock clock) {
    this(
        new CallbackTelling(
            new DynamoRequestBook(
                Clients.of(DynamoDbClient.builder()), env.required("REQUESTS_TABLE"), clock),
            new CallbackText(
                env.optional("PROCESSOR_DOMAIN").orElseGet(() -> env.required("API_HOST")),
                new KmsSignatures(Clients.of(KmsClient.builder()), env.required("SIGNING_KEY"))),
            new HttpsCaller(),
            clock));
  }

  CallbacksHandler(CallbackTelling telling) {
    this.telling = telling;
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return answer(new StepInput(input));
          } catch (NotTakenException e) {
            LOG.info("{} {}", NOT_TAKEN, e.reason());
            throw new IllegalStateException(NOT_TAKEN);
          } catch (RuntimeException e) {
            // Step Functions keeps what is thrown: it gets no message that may tell of somebody.
            Fault.log(LOG, FAILED, e);
            throw new IllegalStateException(FAILED);
          }
        });
  }

  private Map<String, Object> answer(StepInput input) throws NotTakenException {
    return switch (input.text("step")) {
      case "count" -> Map.of("numbers", telling.numbers(input.customer(), input.request()));
      case "call" -> {
        telling.call(message(input));
        yield Map.of();
      }
      case "give_up" -> {
        telling.giveUp(message(input));
        yield Map.of();
      }
      default -> throw new IllegalArgumentException("There is no such step.");
    };
  }

  private static CallbackTelling.Message message(StepInput input) {
    return new CallbackTelling.Message(
        input.customer(),
        input.request(),
        WireNamed.find(RequestStatus.class, input.text("status")).orElseThrow(),
        (int) input.number("number"));
  }
}
