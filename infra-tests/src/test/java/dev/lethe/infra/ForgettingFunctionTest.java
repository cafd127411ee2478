package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Functions;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.retention.StoredLives;
import dev.lethe.retention.aws.DynamoStoredLives;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.Items;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Life;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.shared.vault.aws.VaultItem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who was silent for as long as data is kept is forgotten, though something is forbidden of them
/// and stays; by the function as it is deployed.
class ForgettingFunctionTest {

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String vault = stack.output("VaultTable");
  private final Tenant tenant = Tenant.enrol("Forgetting");
  private final DynamoStoredLives lives = new DynamoStoredLives(dynamo, vault);

  /// A device whose collection is stopped, and that was last seen some days ago.
  private Subject stopped(int daysAgo) {
    var subject = new Subject(tenant, "device-" + UUID.randomUUID());
    var event =
        "{\"event\":\"Read\",\"anonymousId\":\"%s\",\"messageId\":\"%s\"}"
            .formatted(subject.device(), UUID.randomUUID());
    send(event);
    var seen = LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo);
    subject.change(state -> {
      var life = Objects.requireNonNull(state.life());
      return state
          .seen(new Life(life.label(), life.key(), life.born(), seen))
          .with(state.rights().withStopped(true));
    });
    return subject;
  }

  private void send(String event) {
    var key = GatewayEvents.basic(tenant.writeKey());
    var sent = Api.post("/v1/track", event.getBytes(StandardCharsets.UTF_8), key);
    assertThat(sent.status()).isEqualTo(200);
  }

  private SubjectState state(Subject subject) {
    return new SubjectStates(tenant)
        .view(Whose.of(null, subject.device()))
        .stored(Identity.of(Identity.Kind.DEVICE, subject.device()));
  }

  private Pseudonym pseudonym(Subject subject) {
    return new SubjectStates(tenant)
        .view(Whose.of(null, subject.device()))
        .keyring()
        .pseudonym(Identity.of(Identity.Kind.DEVICE, subject.device()));
  }

  private Map<String, AttributeValue> item(Map<String, AttributeValue> key) {
    return dynamo.getItem(get -> get.tableName(vault).key(key).consistentRead(true)).item();
  }

  private StoredLives.Life read(String label) {
    return IntStream.range(0, StoredLives.PARTS)
        .mapToObj(part -> lives.of(part, life -> life.label().equals(label), link -> false))
        .flatMap(part -> part.lives().stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSilentAreForgottenAndWhatIsForbiddenStays() {
    var silent = stopped(91);
    var label = silent.label();
    var lasts = stopped(90);
    var before = state(silent);

    assertThat(Functions.call("forgetting", Documents.text("events/retention-closing.json")))
        .isEqualTo("\"done\"");
    assertThat(state(silent))
        .isEqualTo(new SubjectState(before.lives(), before.version(), null, null, before.rights()));
    assertThat(item(VaultItem.keyOfLabel(tenant.appId(), label))).isEmpty();
    assertThat(state(lasts).life()).isNotNull();
    assertThat(item(VaultItem.keyOfLabel(tenant.appId(), lasts.label()))).isNotEmpty();
  }

  @Test
  void whoIsSeenMeanwhileIsNotForgotten() {
    var subject = stopped(91);
    var read = read(subject.label());
    var today = LocalDate.now(ZoneOffset.UTC);
    subject.change(state -> {
      var life = Objects.requireNonNull(state.life());
      return state.seen(new Life(life.label(), life.key(), life.born(), today));
    });
    assertThat(lives.forget(read)).isFalse();
    assertThat(state(subject).life()).isNotNull();
    assertThat(item(VaultItem.keyOfLabel(tenant.appId(), subject.label()))).isNotEmpty();
  }

  /// A tombstone outlasts the silence of the life after it, for as long as it would have.
  @Test
  void aTombstoneStandsForAsLongAsItWould() {
    var subject = stopped(91);
    var erased = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    subject.change(state ->
        new SubjectState(
            state.lives(), state.version() + 1, state.life(), erased, Rights.NONE_USED));
    var key = VaultItem.keyOfState(tenant.appId(), pseudonym(subject));
    Functions.call("forgetting", Documents.text("events/retention-closing.json"));
    var left = item(key);
    assertThat(VaultItem.state(left)).isEqualTo(state(subject));
    assertThat(state(subject).life()).isNull();
    assertThat(state(subject).erased()).isEqualTo(erased);
    assertThat(Items.present(left, VaultItem.EXPIRES).n())
        .isEqualTo(Long.toString(erased.plus(SubjectState.TOMBSTONE).getEpochSecond()));
  }

  @Test
  void ofASubjectOfWhomNothingStandsNothingIsLeft() {
    var subject = stopped(91);
    subject.change(state -> state.with(Rights.NONE_USED));
    var corrections = VaultItem.keyOfProfile(tenant.appId(), pseudonym(subject), UUID.randomUUID());
    var others = VaultItem.keyOfProfile(tenant.appId(), pseudonym(subject), UUID.randomUUID());
    put(corrections, subject.label());
    put(others, "of another life");
    Functions.call("forgetting", Documents.text("events/retention-closing.json"));
    assertThat(item(VaultItem.keyOfState(tenant.appId(), pseudonym(subject)))).isEmpty();
    assertThat(item(corrections)).isEmpty();
    assertThat(item(others)).isNotEmpty();
    dynamo.deleteItem(delete -> delete.tableName(vault).key(others));
  }

  private void put(Map<String, AttributeValue> key, String label) {
    var item = new HashMap<>(key);
    var expires = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
    item.put(VaultItem.LABEL, AttributeValue.fromS(label));
    item.put(VaultItem.EXPIRES, AttributeValue.fromN(Long.toString(expires)));
    dynamo.putItem(put -> put.tableName(vault).item(item));
  }

  private List<StoredLives.Link> links() {
    return IntStream.range(0, StoredLives.PARTS)
        .mapToObj(part -> lives.of(part, life -> false, link -> link.app().equals(tenant.appId())))
        .flatMap(part -> part.links().stream())
        .toList();
  }

  @Test
  void aLinkThatIsOfAnotherKeyMeanwhileIsNotForgotten() {
    tenant.with(Feature.END_USER_IDENTIFIER);
    send("{\"event\":\"Read\",\"userId\":\"jane\",\"anonymousId\":\"device-1\"}");
    var link = links().getFirst();
    assertThat(link.usersKeyNumber()).isEqualTo(lives.usersKeyNumber(tenant.appId())).isPositive();
    lives.forget(
        new StoredLives.Link(link.app(), link.user(), link.device(), link.usersKeyNumber() - 1));
    assertThat(links()).containsExactly(link);
    lives.forget(link);
    assertThat(links()).isEmpty();
    assertThat(item(VaultItem.keyOfUser(link.app(), link.device(), link.user()))).isEmpty();
  }
}
