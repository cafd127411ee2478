package dev.lethe.shared.lane.aws;

import dev.lethe.shared.api.Json;
import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.record.Command;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Tasks of AWS Step Functions, each answered when all its commands are: a subject may have several
/// labels.
public final class StepFunctionsAnswers implements TaskAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(StepFunctionsAnswers.class);

  private final SfnClient stepFunctions;
  private final DynamoDbClient dynamo;
  private final String table;
  private final Command.Consumer consumer;

  /// @param table the Ledger's, where tasks wait
  /// @param consumer who answers
  public StepFunctionsAnswers(
      SfnClient stepFunctions, DynamoDbClient dynamo, String table, Command.Consumer consumer) {
    this.stepFunctions = stepFunctions;
    this.dynamo = dynamo;
    this.table = table;
    this.consumer = consumer;
  }

  @Override
  public void answer(String name, Map<String, Long> found) {
    try {
      var task =
          dynamo.updateItem(update ->
              update
                  .tableName(table)
                  .key(LaneTaskItem.key(consumer, LaneTaskItem.task(name)))
                  .updateExpression("SET #answers.#part = :found")
                  .conditionExpression("attribute_exists(#answers)")
                  .expressionAttributeNames(
                      Map.of("#answers", LaneTaskItem.ANSWERS, "#part", LaneTaskItem.part(name)))
                  .expressionAttributeValues(Map.of(":found", LaneTaskItem.answer(found)))
                  .returnValues(ReturnValue.ALL_NEW));
      if (LaneTaskItem.isAnswered(task.attributes())) {
        LaneTaskItem.token(task.attributes())
            .ifPresent(token -> succeed(token, LaneTaskItem.sum(task.attributes())));
        forget(LaneTaskItem.task(name));
      }
    } catch (ConditionalCheckFailedException e) {
      noteThatNobodyWaits();
    }
  }

  private static void noteThatNobodyWaits() {
    // Whoever gave up sends the command again, and is then answered the same.
    LOG.info("A command is done that nobody waits for any more.");
  }

  /// As long as the token is there, it leads from the command's label to the request.
  private void forget(String task) {
    dynamo.updateItem(update ->
        update
            .tableName(table)
            .key(LaneTaskItem.key(consumer, task))
            .updateExpression("REMOVE #token")
            .conditionExpression("attribute_exists(#answers)")
            .expressionAttributeNames(
                Map.of("#token", LaneTaskItem.TOKEN, "#answers", LaneTaskItem.ANSWERS)));
  }

  private void succeed(String token, Map<String, Long> found) {
    var output =
        Json.object(json -> {
          for (var kind : found.entrySet()) {
            json.writeNumberField(kind.getKey(), kind.getValue());
          }
        });
    try {
      stepFunctions.sendTaskSuccess(success -> success.taskToken(token).output(output));
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
      noteThatNobodyWaits();
    }
  }
}
