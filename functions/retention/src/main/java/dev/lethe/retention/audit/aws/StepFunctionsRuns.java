package dev.lethe.retention.audit.aws;

import dev.lethe.retention.audit.Audit;
import dev.lethe.retention.audit.Runs;
import dev.lethe.shared.api.Json;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Executions of the state machine of probes, named as the audits. What they carry are ids.
public final class StepFunctionsRuns implements Runs {

  private final SfnClient stepFunctions;
  private final String stateMachine;

  /// @param stateMachine its ARN
  public StepFunctionsRuns(SfnClient stepFunctions, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.stateMachine = stateMachine;
  }

  @Override
  public void start(Audit audit) {
    var input =
        Json.object(json -> {
          json.writeStringField("customer", audit.customer());
          json.writeStringField("app", audit.app());
          json.writeStringField("audit", audit.id());
        });
    stepFunctions.startExecution(
        start -> start.stateMachineArn(stateMachine).name(audit.id()).input(input));
  }
}
