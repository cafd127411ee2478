package dev.lethe.infra.stack;

import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/// The state machine that does what requests of subjects ask.
public final class RequestsMachine {

  /// Waits as long as it is told to, and does nothing: for a stack that has none of its own yet.
  private static final String WAITS =
      "{\"StartAt\":\"Wait\",\"States\":{\"Wait\":{\"Type\":\"Wait\",\"SecondsPath\":\"$.wait\",\"End\":true}}}";

  private static final SfnClient STEP_FUNCTIONS = Stack.running().client(SfnClient.builder());

  private RequestsMachine() {}

  /// Its ARN; there is one from now on.
  public static String arn() {
    var name = Stack.running().output("stackName") + "-requests";
    return STEP_FUNCTIONS.listStateMachinesPaginator().stateMachines().stream()
        .filter(machine -> machine.name().equals(name))
        .map(machine -> machine.stateMachineArn())
        .findFirst()
        .orElseGet(() ->
            STEP_FUNCTIONS
                .createStateMachine(create ->
                    create
                        .name(name)
                        .definition(WAITS)
                        .roleArn("arn:aws:iam::000000000000:role/none"))
                .stateMachineArn());
  }

  /// What the execution of a request carries; nothing if there is none.
  public static Optional<String> input(Tenant tenant, UUID request) {
    var execution =
        arn().replace(":stateMachine:", ":execution:") + ':' + tenant.customerId() + '-' + request;
    try {
      return Optional.of(
          STEP_FUNCTIONS.describeExecution(get -> get.executionArn(execution)).input());
    } catch (ExecutionDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /// How many executions there are for a customer.
  public static long count(Tenant tenant) {
    return STEP_FUNCTIONS
        .listExecutionsPaginator(list -> list.stateMachineArn(arn()))
        .executions()
        .stream()
        .filter(execution -> execution.name().startsWith(tenant.customerId()))
        .count();
  }
}
