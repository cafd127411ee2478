package dev.lethe.subjects;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.subjects.request.Processor;
import java.net.URI;
import java.util.Optional;

/// Where the processor is: the operator's domain, or the API's own host if there is none.
final class ProcessorPlace {

  private final Optional<String> domain;
  private final String hosts;

  /// @param domain the operator's, whose root the API's stage is at; nothing if there is none
  /// @param hosts what follows an API's id in its host: `execute-api.REGION.amazonaws.com`
  ProcessorPlace(Optional<String> domain, String hosts) {
    this.domain = domain;
    this.hosts = hosts;
  }

  /// The processor that a request came to. What the client says of that is not asked.
  Processor of(APIGatewayProxyRequestEvent event) {
    var context = event.getRequestContext();
    var host = domain.orElseGet(() -> context.getApiId() + '.' + hosts);
    var stage = domain.isPresent() ? "" : '/' + context.getStage();
    return new Processor(host, URI.create("https://" + host + stage + Processor.CERTIFICATE));
  }
}
