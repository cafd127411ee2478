package dev.lethe.archive.export.aws;

import dev.lethe.archive.export.Export;
import dev.lethe.archive.export.Runs;
import dev.lethe.shared.api.Json;
import software.amazon.awssdk.services.sfn.SfnClient;

/// Executions of the state machine, named as the exports. What they carry are ids.
public final class StepFunctionsRuns implements Runs {

  private final SfnClient stepFunctions;
  private final String stateMachine;

  /// @param stateMachine its ARN
  public StepFunctionsRuns(SfnClient stepFunctions, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.stateMachine = stateMachine;
  }

  @Override
  public void start(Export export) {
    var input =
        Json.object(json -> {
          json.writeStringField("customer", export.customer());
          json.writeStringField("app", export.app());
          json.writeStringField("export", export.id());
        });
    stepFunctions.startExecution(
        start -> start.stateMachineArn(stateMachine).name(export.id()).input(input));
  }
}
