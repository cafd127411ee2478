package dev.lethe.shared.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.lethe.shared.log.Fault;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// A function that does a step of a state machine.
public abstract class StepHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  private static final Logger LOG = LoggerFactory.getLogger(StepHandler.class);
  private static final String FAILED = "A step failed.";

  /// Does the step; it may be done twice.
  ///
  /// @return what the state machine goes on with: ids and numbers, nothing of a person
  protected abstract Map<String, Object> take(StepInput input);

  @Override
  public final Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return take(new StepInput(input));
          } catch (RuntimeException e) {
            // Step Functions keeps what is thrown: it gets no message that may tell of somebody.
            Fault.log(LOG, FAILED, e);
            throw new IllegalStateException(FAILED);
          }
        });
  }
}
