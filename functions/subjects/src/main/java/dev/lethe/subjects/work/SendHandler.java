package dev.lethe.subjects.work;

import dev.lethe.shared.aws.Clients;
import dev.lethe.shared.env.Env;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.WireNamed;
import dev.lethe.shared.steps.StepHandler;
import dev.lethe.shared.steps.StepInput;
import dev.lethe.subjects.work.aws.DynamoSubjects;
import dev.lethe.subjects.work.aws.KinesisLanes;
import dev.lethe.subjects.work.aws.LedgerTasks;
import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/// The step that sends a request's commands to a consumer of the lanes, who ends it. Needs
/// `VAULT_TABLE`, `LEDGER_TABLE` and `STREAM`.
public final class SendHandler extends StepHandler {

  private final Sending sending;

  public SendHandler() {
    this(Env.ofProcess(), Clients.of(DynamoDbClient.builder()), Clock.systemUTC());
  }

  private SendHandler(Env env, DynamoDbClient dynamo, Clock clock) {
    this(
        new Sending(
            new DynamoSubjects(dynamo, env.required("VAULT_TABLE"), clock),
            new KinesisLanes(Clients.of(KinesisClient.builder()), env.required("STREAM")),
            new LedgerTasks(
                dynamo, env.required("LEDGER_TABLE"), Clients.of(SfnClient.builder()), clock),
            clock));
  }

  SendHandler(Sending sending) {
    this.sending = sending;
  }

  @Override
  protected Map<String, Object> take(StepInput input) {
    sending.send(
        input.caseId(),
        WireNamed.find(Command.Consumer.class, input.text("consumer")).orElseThrow(),
        input.text("token"));
    return Map.of();
  }
}
