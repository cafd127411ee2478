package dev.lethe.subjects.callback.aws;

import dev.lethe.shared.api.Json;
import dev.lethe.subjects.callback.Callbacks;
import dev.lethe.subjects.request.RequestStatus;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/// Executions of the state machine `callbacks`, one for each status of a request, which its name
/// says. What they carry are ids and the status.
public final class StepFunctionsCallbacks implements Callbacks {

  private final SfnClient stepFunctions;
  private final String stateMachine;

  /// @param stateMachine its ARN
  public StepFunctionsCallbacks(SfnClient stepFunctions, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.stateMachine = stateMachine;
  }

  @Override
  public void announce(String customer, UUID request, RequestStatus status) {
    var input =
        Json.object(json -> {
          json.writeStringField("customer", customer);
          json.writeStringField("request", request.toString());
          json.writeStringField("status", status.wireName());
        });
    try {
      stepFunctions.startExecution(start ->
          start
              .stateMachineArn(stateMachine)
              .name(customer + '-' + request + '-' + status.wireName())
              .input(input));
    } catch (ExecutionAlreadyExistsException e) {
      // It was announced before, and is over.
    }
  }
}
