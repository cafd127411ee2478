package dev.lethe.subjects.restore.aws;

import dev.lethe.subjects.execution.ExecutionName;
import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.restore.WorkSeen;
import dev.lethe.subjects.watch.Attempts;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/// Executions of Step Functions, which say which state they entered last. They are known for 90
/// days, longer than backups are.
public final class StepFunctionsWorkSeen implements WorkSeen {

  /// The states of `requests.asl.json` in which nothing is begun.
  private static final Set<String> NOT_BEGUN = Set.of("Grace", "Begin", "IsThereMore", "Cancelled");

  /// What follows on a state in its own history: tries of a task.
  private static final int EVENTS = 100;

  private final SfnClient stepFunctions;
  private final Attempts attempts;
  private final String executions;

  /// @param stateMachine its ARN
  public StepFunctionsWorkSeen(SfnClient stepFunctions, Attempts attempts, String stateMachine) {
    this.stepFunctions = stepFunctions;
    this.attempts = attempts;
    this.executions = stateMachine.replace(":stateMachine:", ":execution:") + ':';
  }

  @Override
  public Optional<Instant> begun(EnteredRequest request) {
    return attempts.last(request).flatMap(attempt -> begun(request, attempt.number()));
  }

  private Optional<Instant> begun(EnteredRequest request, int attempt) {
    var name = executions + ExecutionName.of(request, attempt);
    try {
      return stepFunctions
          .getExecutionHistory(
              history -> history.executionArn(name).reverseOrder(true).maxResults(EVENTS))
          .events()
          .stream()
          .filter(event -> event.stateEnteredEventDetails() != null)
          .findFirst()
          .filter(event -> !NOT_BEGUN.contains(event.stateEnteredEventDetails().name()))
          .map(HistoryEvent::timestamp);
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }
}
