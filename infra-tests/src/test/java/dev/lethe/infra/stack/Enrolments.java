package dev.lethe.infra.stack;

import dev.lethe.control.aws.DynamoEnrolment;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Enrolments in the stack's tables, or in a test's own.
public final class Enrolments {

  /// For how long whoever read something goes by it: a test's function ends at once.
  public static final Duration LONGEST = Duration.ofSeconds(1);

  private Enrolments() {}

  /// In these tables, and the stack's others.
  public static DynamoEnrolment in(String registry, String vault) {
    return in(registry, vault, Stack.running().output("RequestsTable"));
  }

  /// In these tables.
  public static DynamoEnrolment in(String registry, String vault, String requests) {
    var stack = Stack.running();
    return new DynamoEnrolment(
        stack.client(DynamoDbClient.builder()),
        registry,
        vault,
        requests,
        stack.output("LedgerTable"),
        LONGEST);
  }
}
