package dev.lethe.shared.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.log.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/// A function behind API Gateway (REST API, Lambda proxy integration). Every request gets an
/// answer: what fails is logged, without what it may have been about, and answered as a failure of
/// ours.
public abstract class ApiHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {

  private final Logger log = LoggerFactory.getLogger(getClass());

  @Override
  public final APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return PowertoolsLogging.withLogging(
        context,
        () -> {
          try {
            return answer(event);
          } catch (RuntimeException e) {
            Fault.log(log, "A request was not answered.", e);
            return failure();
          }
        });
  }

  /// The answer to a request.
  protected abstract APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event);

  /// The answer when that fails; the same request may be sent again.
  protected APIGatewayProxyResponseEvent failure() {
    return Responses.problem(Problem.unavailable());
  }
}
