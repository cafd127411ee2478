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

  /// A request that is worked on.
  ///
  /// @param request the customer's id for it
  public record Running(UUID request, String execution, SfnClient stepFunctions) {

    /// Whether all is done.
    public boolean isDone() {
      var status = stepFunctions.describeExecution(asked -> asked.executionArn(execution)).status();
      if (status != ExecutionStatus.RUNNING && status != ExecutionStatus.SUCCEEDED) {
        throw new AssertionError(history());
      }
      return status == ExecutionStatus.SUCCEEDED;
    }

    /// What was done so far.
    public String history() {
      return stepFunctions
          .getExecutionHistory(asked -> asked.executionArn(execution))
          .events()
          .toString();
    }
  }

  /// Asks, and waits until it is done.
  public EnteredRequest done(RequestType type, Set<Purpose> purposes, Whose whose) {
    var running = ask(type, purposes, whose);
    Commands.await(() -> running.isDone() ? running : null);
    return book.find(tenant.customerId(), running.request()).orElseThrow();
  }

  /// Asks.
  public Running ask(RequestType type, Set<Purpose> purposes, Whose whose) {
    var id = UUID.randomUUID();
    var now = Clock.systemUTC().instant();
    book.enter(
        new EnteredRequest(
            tenant.customerId(),
            tenant.appId(),
            id,
            type,
            Regulation.GDPR,
            now,
            purposes,
            List.of(),
            Bytes.copyOf(new byte[] {1}),
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
    var execution =
        stepFunctions
            .startExecution(
                start -> start.stateMachineArn(stack.output("RequestsStateMachine")).input(input))
            .executionArn();
    return new Running(id, execution, stepFunctions);
  }
}
