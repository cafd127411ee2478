package dev.lethe.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Commands;
import dev.lethe.infra.stack.LostTable;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.record.Command;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Statistics are lost, and restored by the operator's command. Nothing else runs meanwhile:
/// whoever asks for statistics is refused.
@Isolated
class RestoreOnTheStackTest {

  private final Stack stack = Stack.running();
  private final LambdaClient lambda = stack.client(LambdaClient.builder());
  private final Tenant tenant = Tenant.enrol("Restored");
  private final LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);

  private void send(String device, int events) {
    for (var event = 0; event < events; event++) {
      var body =
          """
          {"type":"track","event":"Application Opened","anonymousId":"%s","messageId":"%s"}\
          """
              .formatted(device, UUID.randomUUID());
      var sent =
          Api.post("/v1/track", body.getBytes(UTF_8), GatewayEvents.basic(tenant.writeKey()));
      assertThat(sent.status()).isEqualTo(200);
    }
  }

  private long counted(long number) {
    return tenant.await(today.minusDays(1), today, "", number).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private String label(long events) {
    return new Stores().label(tenant.appId(), events);
  }

  @Test
  void statisticsThatWereLostAreAsIfTheyHadNeverBeenAndNobodyErasedIsInThem() {
    send("stays", 2);
    send("goes", 3);
    assertThat(counted(5)).isEqualTo(5);
    var goes = label(3);
    try (var table = new LostTable("Insights", item -> true)) {
      var at = table.backUp();
      send("comes later", 4);
      assertThat(counted(9)).isEqualTo(9);
      new Commands(tenant.appId())
          .obeyed(Command.Kind.ERASE, Command.Consumer.AGGREGATE, goes, 100);
      assertThat(counted(6)).isEqualTo(6);
      table.lose();

      var told = table.restore(at);
      assertThat(told.text()).contains("Closed: ").contains("open again");
      assertThat(told.status()).isZero();
      assertThat(counted(6)).isEqualTo(6);
      send("stays", 1);
      assertThat(counted(7)).isEqualTo(7);
      for (var function : stack.output("UsersOfInsights").split(",", -1)) {
        assertThat(
                lambda
                    .getFunctionConcurrency(get -> get.functionName(function))
                    .reservedConcurrentExecutions())
            .isNull();
      }

      // Again, of the same backup: the same end.
      assertThat(table.restore(at).status()).isZero();
      assertThat(counted(7)).isEqualTo(7);
    }
  }
}
