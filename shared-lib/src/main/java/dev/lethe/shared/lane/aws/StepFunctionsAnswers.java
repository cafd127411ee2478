package dev.lethe.shared.lane.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lethe.shared.api.Json;
import dev.lethe.shared.lane.TaskAnswers;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Tasks of AWS Step Functions, by their tokens.
public final class StepFunctionsAnswers implements TaskAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(StepFunctionsAnswers.class);

  private final SfnClient stepFunctions;

  public StepFunctionsAnswers(SfnClient stepFunctions) {
    this.stepFunctions = stepFunctions;
  }

  @Override
  public void answer(String token, Map<String, Long> found) {
    var output = Json.object(json -> write(found, json));
    try {
      stepFunctions.sendTaskSuccess(success -> success.taskToken(token).output(output));
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException e) {
      // Whoever gave up sends the command again, and is then answered the same.
      LOG.info("A command is done that nobody waits for any more.");
    }
  }

  private static void write(Map<String, Long> found, JsonGenerator json) throws IOException {
    for (var kind : new TreeMap<>(found).entrySet()) {
      json.writeNumberField(kind.getKey(), kind.getValue());
    }
  }
}
