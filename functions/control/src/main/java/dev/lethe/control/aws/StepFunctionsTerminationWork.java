package dev.lethe.control.aws;

import dev.lethe.shared.api.Json;
import dev.lethe.shared.termination.Termination;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/// Executions of the state machine of terminations. What they carry are ids, and times.
public final class StepFunctionsTerminationWork {

  private final SfnClient stepFunctions;
  private final String stateMachine;
  private final int pause;

  /// @param stateMachine its ARN
  /// @param pause for how many seconds it waits until nobody can know any more what was before
  public StepFunctionsTerminationWork(SfnClient stepFunctions, String stateMachine, int pause) {
    this.stepFunctions = stepFunctions;
    this.stateMachine = stateMachine;
    this.pause = pause;
  }

  /// Starts the work that a termination asks.
  ///
  /// @param begins until when it waits
  public void start(Termination termination, Instant begins) {
    var number = termination.asked().toEpochMilli();
    var input =
        Json.object(json -> {
          json.writeStringField("customer", termination.customer());
          json.writeStringField("app", termination.app());
          json.writeNumberField("number", number);
          json.writeNumberField("pause", pause);
          // To the second, and not before it.
          json.writeStringField(
              "begins", begins.plusMillis(999).truncatedTo(ChronoUnit.SECONDS).toString());
        });
    try {
      stepFunctions.startExecution(start ->
          start.stateMachineArn(stateMachine).name(termination.app() + '-' + number).input(input));
    } catch (ExecutionAlreadyExistsException e) {
      // A call that got no answer was sent again.
    }
  }
}
