package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.RequestsOfNobody;
import dev.lethe.infra.stack.Stack;
import dev.lethe.subjects.callback.aws.StepFunctionsCallbacks;
import dev.lethe.subjects.receipt.Erasures;
import dev.lethe.subjects.request.EnteredRequests;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.aws.DynamoRequestBook;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/// An address that is not public is not called, by the function and the state machine as they are
/// deployed; what they do where it is public, `HttpsCallerTest` shows.
class CallbacksOnTheStackTest {

  private static final Stack STACK = Stack.running();

  private final SfnClient machines = STACK.client(SfnClient.builder());
  private final LambdaClient functions = STACK.client(LambdaClient.builder());
  private final DynamoRequestBook book =
      new DynamoRequestBook(
          STACK.client(DynamoDbClient.builder()), STACK.output("RequestsTable"), Clock.systemUTC());
  private final String customer = Erasures.customer();
  private final UUID request = UUID.randomUUID();
  private final String machine = STACK.output("CallbacksStateMachine");
  private final String execution =
      machine.replace(":stateMachine:", ":execution:")
          + ':'
          + customer
          + '-'
          + request
          + "-pending";

  @AfterEach
  void leavesNothingOpen() {
    RequestsOfNobody.delete(customer);
  }

  private void announced(String... urls) {
    book.enter(EnteredRequests.of(customer, request, RequestType.ACCESS, Instant.now(), urls));
    var callbacks = new StepFunctionsCallbacks(machines, machine);
    callbacks.announce(customer, request, RequestStatus.PENDING);
    callbacks.announce(customer, request, RequestStatus.PENDING);
  }

  @AfterEach
  void end() {
    if (status() == ExecutionStatus.RUNNING) {
      machines.stopExecution(stop -> stop.executionArn(execution));
    }
  }

  private ExecutionStatus status() {
    return machines.describeExecution(describe -> describe.executionArn(execution)).status();
  }

  private List<HistoryEvent> failures() {
    return machines
        .getExecutionHistory(get -> get.executionArn(execution).includeExecutionData(true))
        .events()
        .stream()
        .filter(event -> event.typeAsString().equals("LambdaFunctionFailed"))
        .toList();
  }

  private String step(String step) {
    var input =
        """
        {"step":"%s","customer":"%s","request":"%s","status":"pending","number":1}
        """
            .formatted(step, customer, request);
    return functions
        .invoke(call ->
            call.functionName(STACK.output("stackName") + "-callbacks")
                .payload(SdkBytes.fromUtf8String(input)))
        .payload()
        .asUtf8String();
  }

  @Test
  void whatIsNotPublicIsNotCalledButTriedAgain() throws InterruptedException {
    announced("https://localhost/callbacks?token=7");
    Await.until(() -> failures().size() > 1);
    assertThat(failures())
        .allSatisfy(failure ->
            assertThat(failure.lambdaFunctionFailedEventDetails().cause())
                .contains("A callback was not taken.")
                .doesNotContain("token"));
    assertThat(status()).isEqualTo(ExecutionStatus.RUNNING);
    assertThat(book.find(customer, request).orElseThrow().steps()).containsOnlyKeys("received");
  }

  @Test
  void whatIsGivenUpIsSeenInTheTimeline() throws InterruptedException {
    announced("https://localhost/callbacks");
    assertThat(step("call")).contains("A callback was not taken.");
    assertThat(step("give_up")).isEqualTo("{}");
    assertThat(book.find(customer, request).orElseThrow().steps())
        .containsOnlyKeys("received", "not_told:pending:1");
  }

  @Test
  void whoWantsNoCallsGetsNone() throws InterruptedException {
    announced();
    Await.until(() -> status() == ExecutionStatus.SUCCEEDED);
    new StepFunctionsCallbacks(machines, machine)
        .announce(customer, request, RequestStatus.PENDING);
    assertThat(status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }
}
