package dev.lethe.subjects.work.aws;

import dev.lethe.shared.lane.aws.LaneTaskItem;
import dev.lethe.shared.record.Command;
import dev.lethe.subjects.work.Tasks;
import java.time.Clock;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Tasks of Step Functions that wait in the Ledger table under random names.
public final class LedgerTasks implements Tasks {

  private final DynamoDbClient dynamo;
  private final String table;
  private final SfnClient stepFunctions;
  private final Clock clock;

  public LedgerTasks(DynamoDbClient dynamo, String table, SfnClient stepFunctions, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.stepFunctions = stepFunctions;
    this.clock = clock;
  }

  @Override
  public String open(Command.Consumer consumer, String token, int commands) {
    var task = UUID.randomUUID().toString();
    if (commands == 0) {
      answerNothing(token);
    } else {
      var item = LaneTaskItem.of(consumer, task, token, commands, clock.instant());
      dynamo.putItem(put -> put.tableName(table).item(item));
    }
    return task;
  }

  private void answerNothing(String token) {
    try {
      stepFunctions.sendTaskSuccess(success -> success.taskToken(token).output("{}"));
    } catch (TaskTimedOutException | TaskDoesNotExistException e) {
      // It was answered before.
    }
  }

  @Override
  public String name(String task, int number) {
    return LaneTaskItem.name(task, number);
  }
}
