package dev.lethe.infra.stack;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Regulation;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// Asks for rights of a tenant's subjects.
public final class RightsRequests {

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final SfnClient stepFunctions = stack.client(SfnClient.builder());
  private final DynamoRequestBook book =
      new DynamoRequestBook(dynamo, stack.output("RequestsTable"), Clock.systemUTC());
  private final Tenant tenant;

  public RightsRequests(Tenant tenant) {
    this.tenant = tenant;
  }

  /// Asks, and waits until it is done.
  public EnteredRequest done(RequestType type, Set<Purpose> purposes, Whose whose) {
    var id = UUID.randomUUID();
    var execution = start(id, type, purposes, whose);
    Commands.await(() -> {
      var status = stepFunctions.describeExecution(asked -> asked.executionArn(execution)).status();
      if (status != ExecutionStatus.RUNNING && status != ExecutionStatus.SUCCEEDED) {
        throw new AssertionError(
            stepFunctions
                .getExecutionHistory(asked -> asked.executionArn(execution))
                .events()
                .toString());
      }
      return status == ExecutionStatus.SUCCEEDED ? status : null;
    });
    return book.find(tenant.customerId(), id).orElseThrow();
  }

  private String start(UUID id, RequestType type, Set<Purpose> purposes, Whose whose) {
    var now = Clock.systemUTC().instant();
    book.enter(
        new EnteredRequest(
            tenant.customerId(),
            tenant.appId(),
            "sk_tests",
            id,
            type,
            Regulation.GDPR,
            now,
            purposes,
            List.of(),
            Bytes.copyOf(new byte[] {1}),
            Set.of(),
            Duration.ZERO,
            null,
            Timeline.received(now),
            Map.of("received", now)));
    var identity = SubjectStates.subject(whose);
    var subject = new SubjectStates(tenant).view(whose).keyring().pseudonym(identity);
    var item = new HashMap<>(VaultItem.keyOfCase(tenant.appId(), id, "subjects"));
    item.put(
        "subjects",
        fromL(
            List.of(
                fromM(
                    Map.of(
                        "kind", fromS(identity.kind().wireName()),
                        "subject", fromS(subject.text()))))));
    dynamo.putItem(put -> put.tableName(stack.output("VaultTable")).item(item));
    var input =
        "{\"customer\":\"%s\",\"app\":\"%s\",\"request\":\"%s\",\"type\":\"%s\",\"wait\":0}"
            .formatted(tenant.customerId(), tenant.appId(), id, type.wireName());
    return stepFunctions
        .startExecution(
            start -> start.stateMachineArn(stack.output("RequestsStateMachine")).input(input))
        .executionArn();
  }
}
