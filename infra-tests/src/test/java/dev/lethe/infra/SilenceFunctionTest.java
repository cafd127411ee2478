package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Rights;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Lives that nothing else ends are ended by the function as it is deployed, and no others.
class SilenceFunctionTest {

  private static final Rights RESTRICTED = new Rights(false, false, true, Set.of());

  private final Stack stack = Stack.running();
  private final Tenant tenant = Tenant.enrol("Silent");

  private Subject subject(String device) {
    var sent =
        Api.post(
            "/v1/track",
            "{\"event\":\"Read\",\"anonymousId\":\"%s\"}"
                .formatted(device)
                .getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(sent.status()).isEqualTo(200);
    return new Subject(tenant, device);
  }

  private static void wasSeen(Subject subject, LocalDate day) {
    subject.change(state -> {
      var life = Objects.requireNonNull(state.life());
      return state.seen(new Life(life.label(), life.key(), life.born(), day));
    });
  }

  @Test
  void whatIsForbiddenStaysAndNothingElse() {
    var silent = subject("silent");
    var present = subject("present");
    var unrestricted = subject("unrestricted");
    silent.change(state -> state.with(RESTRICTED));
    present.change(state -> state.with(RESTRICTED));
    wasSeen(silent, LocalDate.now(ZoneOffset.UTC).minusDays(100));

    var answer =
        stack
            .client(LambdaClient.builder())
            .invoke(call ->
                call.functionName(stack.output("stackName") + "-silence")
                    .payload(
                        SdkBytes.fromUtf8String(Documents.text("events/retention-closing.json"))));

    assertThat(answer.functionError()).isNull();
    assertThat(silent.state().life()).isNull();
    assertThat(silent.state().rights()).isEqualTo(RESTRICTED);
    assertThat(present.state().life()).isNotNull();
    assertThat(unrestricted.state().life()).isNotNull();
  }
}
