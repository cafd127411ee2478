package dev.lethe.shared.access;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.Problem;
import dev.lethe.shared.api.RefusedException;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.signing.Sha256;
import java.nio.charset.StandardCharsets;

/// Says who of the operator's calls, on routes that API Gateway opens to AWS credentials alone.
public final class OperatorAccess {

  private OperatorAccess() {}

  /// Lets nobody in to a route of the operator's who has not signed, should API Gateway ever be
  /// told to. Other routes are not looked at: each looks for a key of its own.
  ///
  /// @throws RefusedException if nobody has signed
  public static void guard(APIGatewayProxyRequestEvent event) throws RefusedException {
    if (Routes.need(Routes.of(event)) == Need.OPERATOR) {
      caller(event);
    }
  }

  /// What whoever calls is called in records that customers read: the beginning of the SHA-256 of
  /// the
  /// [ARN](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html)
  /// that API Gateway saw, as keys are by theirs. The operator, who knows its ARNs, finds whose it
  /// is; nobody's name is told.
  ///
  /// @throws RefusedException if nobody has signed
  public static String caller(APIGatewayProxyRequestEvent event) throws RefusedException {
    var context = event.getRequestContext();
    var identity = context == null ? null : context.getIdentity();
    var arn = identity == null ? null : identity.getUserArn();
    if (arn == null || arn.isEmpty()) {
      throw new RefusedException(Problem.notFound());
    }
    return IssuedKey.idOf(Sha256.of(Bytes.copyOf(arn.getBytes(StandardCharsets.UTF_8))));
  }
}
