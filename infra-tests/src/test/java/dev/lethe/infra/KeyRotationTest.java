package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.SealedKeyring;
import dev.lethe.shared.vault.aws.KeysItem;
import dev.lethe.shared.vault.aws.KmsKeyrings;
import dev.lethe.shared.vault.aws.VaultItem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

/// An application's key-encryption keys rotate under the SDKs that send.
class KeyRotationTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final String VAULT = STACK.output("VaultTable");
  private static final KmsKeyrings KMS = new KmsKeyrings(STACK.client(KmsClient.builder()));

  private final Tenant tenant = Tenant.enrol("Rotating");

  private Answer rotate(Tenant asking) {
    return Api.post(
        "/v1/apps/" + tenant.appId() + "/encryption-keys",
        new byte[0],
        GatewayEvents.bearer(asking.secretKey()));
  }

  private void track(String device) {
    var event = "{\"event\":\"Opened\",\"anonymousId\":\"" + device + "\"}";
    var answer =
        Api.post(
            "/v1/track",
            event.getBytes(StandardCharsets.UTF_8),
            GatewayEvents.basic(tenant.writeKey()));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return DYNAMO.getItem(get -> get.tableName(VAULT).key(key).consistentRead(true)).item();
  }

  private SealedKeyring keyring() {
    return KeysItem.keyring(item(KeysItem.keyOf(tenant.appId())));
  }

  /// The number of the key that a device's own key is under; it opens.
  private int numberOf(String device) throws Exception {
    var keyring = KMS.open(tenant.appId(), keyring());
    var pseudonym = keyring.pseudonym(Identity.of(Identity.Kind.DEVICE, device));
    var state = VaultItem.state(item(VaultItem.keyOfState(tenant.appId(), pseudonym)));
    var life = Objects.requireNonNull(state.life());
    keyring.unwrap(life.key(), life.label());
    return life.key().number();
  }

  @Test
  void newSubjectsAreUnderTheNewKeyFromTheNextRequestOn() throws Exception {
    track("before");
    var tooSoon = rotate(tenant);
    assertThat(tooSoon.status()).isEqualTo(409);
    assertThat(tooSoon.text()).contains("from " + keyring().rotatableFrom() + " on");
    tenant.age(8);
    var rotated = rotate(tenant);
    assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
    assertThat(rotated.json().path("number").asInt()).isEqualTo(2);
    track("after");
    track("before");
    assertThat(numberOf("after")).isEqualTo(2);
    assertThat(numberOf("before")).isEqualTo(1);
    assertThat(rotate(tenant).status()).isEqualTo(409);
  }

  @Test
  void nobodyElsesKeysRotate() {
    tenant.age(8);
    assertThat(rotate(Tenant.enrol("Other")).status()).isEqualTo(404);
    assertThat(keyring().latest()).isEqualTo(1);
  }
}
