package dev.lethe.infra.stack;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// What is asked of S3: how many requests of each kind, and how many bytes are sent with them.
public final class S3Requests implements ExecutionInterceptor {

  private final Map<String, Long> requests = new TreeMap<>();
  private long bytes;

  /// By S3's names: `PutObject`.
  public synchronized Map<String, Long> byKind() {
    return Map.copyOf(requests);
  }

  /// Bytes that were sent, without what the protocol adds.
  public synchronized long bytes() {
    return bytes;
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission call, ExecutionAttributes attributes) {
    var kind = call.request().getClass().getSimpleName().replaceFirst("Request$", "");
    requests.merge(kind, 1L, Long::sum);
    bytes += call.requestBody().flatMap(body -> body.optionalContentLength()).orElse(0L);
  }
}
