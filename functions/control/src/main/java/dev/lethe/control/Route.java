package dev.lethe.control;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import dev.lethe.shared.api.RefusedException;

/// What answers requests of one method and path.
@FunctionalInterface
interface Route {

  APIGatewayProxyResponseEvent answer(APIGatewayProxyRequestEvent event) throws RefusedException;
}
