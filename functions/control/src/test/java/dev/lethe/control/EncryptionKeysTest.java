package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestKeys;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.SealedKeyring;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncryptionKeysTest {

  private static final String APP = "app_1";
  private static final ApiKey KEY =
      ApiKey.shown("lethe_sk_ExampleExampleExampleExampleExampleExampleE");

  /// The day of the application's first key, and the days after it.
  private static final SealedKeyring FIRST = Keyrings.sealed(Records.DAY);

  private final InMemoryRegistry registry = new InMemoryRegistry();

  EncryptionKeysTest() {
    registry.enrol(new Customer("cus_1", "Example GmbH", "privacy@example.com"), KEY);
    registry.enrol(
        new Application(APP, "cus_1", "App", Settings.STANDARD),
        TestKeys.sending(newKey(ApiKey.Kind.WRITE), APP),
        FIRST);
  }

  private static ApiKey newKey(ApiKey.Kind kind) {
    return ApiKey.generate(kind, new SecureRandom());
  }

  private static Clock after(int days) {
    return Clock.fixed(Records.NOON.plus(Duration.ofDays(days)), ZoneOffset.UTC);
  }

  private ControlHandler handler(int daysLater) {
    return new TestPorts(registry).handler(after(daysLater));
  }

  private APIGatewayProxyResponseEvent rotate(int daysLater, String app, ApiKey key) {
    return handler(daysLater)
        .handleRequest(
            GatewayEvents.of("POST", "/v1/apps/{app}/encryption-keys", "")
                .withPathParameters(Map.of("app", app))
                .withHeaders(GatewayEvents.bearer(key.reveal())),
            new TestLambdaContext());
  }

  private SealedKeyring keyring() {
    return registry.of(APP).orElseThrow();
  }

  @Test
  void theSampleGivesAnApplicationItsNextKey() {
    var answer =
        handler(7)
            .handleRequest(
                EventLoader.loadApiGatewayRestEvent("events/control-rotate-keys.json"),
                new TestLambdaContext());
    assertThat(answer.getStatusCode()).isEqualTo(201);
    assertThat(answer.getBody()).isEqualTo("{\"number\":2,\"made\":\"2026-12-01\"}");
    assertThat(keyring().pepper()).isEqualTo(FIRST.pepper());
    assertThat(keyring().keyEncryptionKeys()).hasSize(2);
  }

  @Test
  void anotherKeyInTheSameWeekIsRefusedUntilADay() {
    assertThat(rotate(7, APP, KEY).getStatusCode()).isEqualTo(201);
    var after = keyring();
    var answer = rotate(13, APP, KEY);
    assertThat(answer.getStatusCode()).isEqualTo(409);
    assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
    assertThat(answer.getBody()).contains("urn:lethe:problem:conflict", "from 2026-12-08 on");
    assertThat(keyring()).isEqualTo(after);
    assertThat(rotate(14, APP, KEY).getBody()).isEqualTo("{\"number\":3,\"made\":\"2026-12-08\"}");
  }

  @Test
  void anOldKeyIsTakenOutWithTheNextRotation() {
    rotate(7, APP, KEY);
    rotate(7 + 93, APP, KEY);
    assertThat(keyring().keyEncryptionKeys()).containsOnlyKeys(2, 3);
  }

  @Test
  void anApplicationBeginsWithAKeyOfItsDay() {
    var answer =
        handler(3)
            .handleRequest(
                GatewayEvents.of("POST", "/v1/apps", "{\"name\":\"App\"}")
                    .withHeaders(GatewayEvents.bearer(KEY.reveal())),
                new TestLambdaContext());
    var app = answer.getBody().replaceAll(".*\"appId\":\"([^\"]*)\".*", "$1");
    var made = registry.of(app).orElseThrow();
    assertThat(made.rotatableFrom()).isEqualTo(Records.DAY.plusDays(3 + 7));
    assertThat(made.pepper())
        .isNotEqualTo(made.keyEncryptionKeys().firstEntry().getValue().bytes());
  }

  @Test
  void whoComesSecondAtTheSameTimeSeesTheFirst() {
    var other = FIRST.rotated(Keyrings.sealedKey(), Records.DAY.plusDays(7));
    var rotation =
        new KeyRotation(
            registry,
            app -> {
              registry.replace(app, FIRST, other);
              return Keyrings.sealedKey();
            },
            after(7));
    assertThat(rotation.rotate(APP))
        .isEqualTo(new KeyRotation.Outcome.TooSoon(Records.DAY.plusDays(14)));
    assertThat(keyring()).isEqualTo(other);
  }

  @Test
  void nobodyElsesKeysRotate() {
    var stranger = newKey(ApiKey.Kind.SECRET);
    registry.enrol(new Customer("cus_2", "Other", "privacy@example.org"), stranger);
    var theirs = rotate(7, APP, stranger);
    assertThat(theirs.getStatusCode()).isEqualTo(404);
    assertThat(theirs.getBody()).isEqualTo(rotate(7, "app_nowhere", stranger).getBody());
    assertThat(rotate(7, APP, newKey(ApiKey.Kind.SECRET)).getStatusCode()).isEqualTo(401);
    assertThat(keyring()).isEqualTo(FIRST);
  }
}
