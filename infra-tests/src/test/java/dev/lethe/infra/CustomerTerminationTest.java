package dev.lethe.infra;

import static dev.lethe.shared.aws.Items.present;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.SignedBy;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.aws.RegistryItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The operator ends a customer: its applications, each by its own termination, then its keys and
/// how it is reached.
@Execution(ExecutionMode.CONCURRENT) // it waits for most of its time
class CustomerTerminationTest {

  private static final Map<String, String> OPERATOR = SignedBy.key("alice");
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Stack stack = Stack.running();
  private final Tenant first = Tenant.enrol("Leaving GmbH");
  private final Tenant second = first.another();
  private final Tenant other = Tenant.enrol("Leaving GmbH");

  private String path() {
    return "/v1/customers/" + first.customerId() + "/termination";
  }

  private Map<String, AttributeValue> account(Tenant tenant) {
    return stack
        .client(DynamoDbClient.builder())
        .getItem(get ->
            get.tableName(stack.output("RegistryTable"))
                .key(RegistryItem.keyOf(RegistryItem.idOfCustomer(tenant.customerId()))))
        .item();
  }

  private Answer state() {
    return Api.get(path(), OPERATOR);
  }

  @Test
  void itGoesWithAllItsApplications() {
    var before = account(other);
    var form = "{\"reason\":\"termination\",\"confirm\":\"Leaving GmbH\",\"graceDays\":0}";
    var asked = Api.post(path(), form.getBytes(StandardCharsets.UTF_8), OPERATOR);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(asked.json().path("applications")).hasSize(2);
    Await.until(PATIENCE, () -> state().json().path("status").asText().equals("terminated"));
    for (var application : state().json().path("applications")) {
      assertThat(application.path("status").asText()).isEqualTo("terminated");
    }
    var receipt = Api.get(path() + "/receipt", OPERATOR);
    assertThat(receipt.text())
        .contains(
            "\"type\":\"customer_termination\"", "\"number\":3,", first.appId(), second.appId());
    assertThat(account(first)).doesNotContainKeys(RegistryItem.CONTACTS, RegistryItem.APPLICATIONS);
    assertThat(present(account(first), RegistryItem.NAME).s()).isEqualTo(first.customerId());
    var refused = Api.get("/v1/disclosures", GatewayEvents.bearer(first.secretKey()));
    assertThat(refused.status()).isEqualTo(401);
    // Who has no key any more asks the operator for its register.
    var register = "/v1/customers/" + first.customerId() + "/disclosures";
    assertThat(Api.get(register, OPERATOR).json().path("disclosures").findValuesAsText("kind"))
        .containsExactly("operator_key");
    assertThat(account(other)).isEqualTo(before);
    assertThat(Api.get("/v1/disclosures", GatewayEvents.bearer(other.secretKey())).status())
        .isEqualTo(200);
  }
}
