package dev.lethe.infra.stack;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lethe.shared.lane.aws.LaneTaskItem;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.RecordCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// Sends commands about an application's subjects as a state machine does: each in its subject's
/// lane, with the name of a task of Step Functions that waits for the answer.
public final class Commands {

  private static final JsonMapper JSON = new JsonMapper();

  private final Stack stack = Stack.running();
  private final SfnClient stepFunctions = stack.client(SfnClient.builder());
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final KinesisClient kinesis = stack.client(KinesisClient.builder());
  private final String app;

  public Commands(String app) {
    this.app = app;
  }

  /// Sends a command, and waits until it is answered.
  ///
  /// @param state the version of the subject's state that asks for it
  public JsonNode obeyed(Command.Kind kind, Command.Consumer to, String label, long state) {
    var name = kind.wireName() + "-" + UUID.randomUUID();
    var execution = startWaiting(name);
    var task = UUID.randomUUID().toString();
    var item = LaneTaskItem.of(to, task, token(name), 1, Instant.now());
    dynamo.putItem(put -> put.tableName(stack.output("LedgerTable")).item(item));
    var command =
        new Command(app, label, kind, to, state, null, Instant.now(), LaneTaskItem.name(task, 0));
    kinesis.putRecord(put ->
        put.streamName(stack.output("StreamName"))
            .partitionKey(label)
            .data(SdkBytes.fromByteArray(RecordCodec.encode(command))));
    return output(execution);
  }

  /// A state machine of one task, that notes its token where a test finds it, and waits.
  private String startWaiting(String name) {
    var definition =
        """
        {"StartAt":"Wait","States":{"Wait":{"Type":"Task","End":true,
         "Resource":"arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken",
         "Parameters":{"TableName":"%s","Item":{"id":{"S":"%s"},"token":{"S.$":"$$.Task.Token"}}}}}}\
        """
            .formatted(stack.output("RegistryTable"), name);
    var machine =
        stepFunctions
            .createStateMachine(create ->
                create
                    .name(name)
                    .definition(definition)
                    .roleArn("arn:aws:iam::000000000000:role/any"))
            .stateMachineArn();
    return stepFunctions.startExecution(start -> start.stateMachineArn(machine)).executionArn();
  }

  private String token(String name) {
    return Await.found(() -> {
      var item =
          dynamo
              .getItem(get ->
                  get.tableName(stack.output("RegistryTable")).key(Map.of("id", fromS(name))))
              .item();
      var token = item.get("token");
      return token == null ? null : token.s();
    });
  }

  private JsonNode output(String execution) {
    return Await.found(() -> {
      var state = stepFunctions.describeExecution(asked -> asked.executionArn(execution));
      if (state.status() != ExecutionStatus.SUCCEEDED) {
        return null;
      }
      try {
        return JSON.readTree(state.output());
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    });
  }
}
