package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Answer;
import dev.lethe.infra.stack.Api;
import dev.lethe.infra.stack.Await;
import dev.lethe.infra.stack.Operator;
import dev.lethe.infra.stack.Rights;
import dev.lethe.infra.stack.RightsRequests;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Stores;
import dev.lethe.infra.stack.Subject;
import dev.lethe.infra.stack.SubjectStates;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.aws.Items;
import dev.lethe.shared.content.SealedContent;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.vault.WrongKeyException;
import dev.lethe.shared.vault.aws.VaultItem;
import dev.lethe.subjects.request.RequestType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// All that the Vault knows of an application is lost. Until the operator has recovered it nothing
/// is taken; then everybody's rights stand, and whoever forbade nothing goes on anew.
class RecoveryOnTheStackTest {

  private final Stack stack = Stack.running();
  private final DynamoDbClient dynamo = stack.client(DynamoDbClient.builder());
  private final String vault = stack.output("VaultTable");
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final Tenant tenant = Tenant.enrol("Recovery");
  private final RightsRequests requests = new RightsRequests(tenant);
  private final Subject optedOut = subject("opted-out");
  private final Subject stopped = subject("stopped");
  private final Subject restricted = subject("restricted");
  private final Subject objecting = subject("objecting");
  private final Subject erased = subject("erased");
  private final Subject free = subject("free");
  private final List<Subject> all = List.of(optedOut, stopped, restricted, objecting, erased, free);

  private Subject subject(String name) {
    return new Subject(tenant, name + "-" + UUID.randomUUID());
  }

  private Answer post(String call, String body) {
    return Api.post(
        "/v1/" + call,
        body.getBytes(StandardCharsets.UTF_8),
        GatewayEvents.basic(tenant.writeKey()));
  }

  private Answer send(Subject subject, String event, Instant at) {
    return post(
        "track",
        "{\"event\":\"%s\",\"anonymousId\":\"%s\",\"messageId\":\"%s\",\"timestamp\":\"%s\"}"
            .formatted(event, subject.device(), UUID.randomUUID(), at));
  }

  private RightsRequests.Running ask(Subject subject, RequestType type, Purpose... purposes) {
    return requests.ask(type, Set.of(purposes), Whose.of(null, subject.device()));
  }

  private void exerciseRights() {
    var out = "{\"anonymousId\":\"%s\"}".formatted(optedOut.device());
    assertThat(post("optout", out).status()).isEqualTo(200);
    Stream.of(
            ask(stopped, RequestType.STOP_COLLECTION),
            ask(restricted, RequestType.RESTRICTION),
            ask(objecting, RequestType.OBJECTION, Purpose.STATISTICS),
            ask(erased, RequestType.ERASURE))
        .toList()
        .forEach(running -> Await.found(() -> running.isDone() ? running : null));
  }

  private List<Map<String, AttributeValue>> items() {
    return new Stores()
        .items("VaultTable")
        .map(item ->
            Map.of(
                VaultItem.PARTITION, Items.present(item, VaultItem.PARTITION),
                VaultItem.SORT, Items.present(item, VaultItem.SORT)))
        .filter(key -> {
          var partition = Items.present(key, VaultItem.PARTITION).s();
          return partition.equals(tenant.appId()) || partition.startsWith(tenant.appId() + "#");
        })
        .toList();
  }

  private void loseTheVault() {
    items().forEach(key -> dynamo.deleteItem(delete -> delete.tableName(vault).key(key)));
    assertThat(items()).isEmpty();
  }

  @Test
  void everyRightStandsAgainAndUntilThenNothingIsTaken() {
    var before = Instant.now();
    all.forEach(subject -> assertThat(send(subject, "Before", before).status()).isEqualTo(200));
    exerciseRights();
    var label = free.label();
    var open = UUID.randomUUID();
    var request = Rights.body(open, "restriction", "user-" + open);
    var rights = new Rights(tenant).waiting(1);
    assertThat(rights.ask(request).status()).isEqualTo(201);

    loseTheVault();
    all.forEach(
        subject -> assertThat(send(subject, "Meanwhile", Instant.now()).status()).isEqualTo(503));
    var in = "{\"anonymousId\":\"%s\"}".formatted(optedOut.device());
    assertThat(post("optin", in).status()).isEqualTo(503);
    assertThat(rights.ask(Rights.body(UUID.randomUUID(), "erasure", "somebody")).status())
        .isEqualTo(503);

    var told = Operator.run("recover-vault");
    assertThat(told.text()).contains(" served again, rights of ");
    assertThat(told.status()).isZero();

    all.forEach(
        subject -> assertThat(send(subject, "After", Instant.now()).status()).isEqualTo(200));
    assertThat(send(erased, "Late", before).status()).isEqualTo(200);
    var outcomes =
        Map.of(
            "suppressed_stopped", 2L,
            "suppressed_restricted", 1L,
            "suppressed_objected", 1L,
            "suppressed_erased", 1L);
    assertThat(tenant.awaitIntake(outcomes)).containsAllEntriesOf(outcomes);
    var events = tenant.await(today.minusDays(1), today, "event", 2);
    assertThat(events).doesNotContainKey("Meanwhile " + today).doesNotContainKey("Late " + today);
    assertThat(events).containsEntry("After " + today, 2L);

    assertThat(free.label()).as("of the life before nobody knows whose it was").isNotEqualTo(label);
    assertThat(opened(free)).contains("After");
    assertThat(post("optin", in).status()).isEqualTo(200);
    assertThat(optedOut.state().rights().optedOut()).isFalse();
    assertThat(rights.ask(request).status()).as("sent again").isEqualTo(201);
    assertThat(items()).anySatisfy(key -> assertThat(key.toString()).contains(open.toString()));

    assertThat(Operator.run("recover-vault").text())
        .startsWith("0 applications served again, rights of 0 subjects put back");
  }

  /// What is sealed of a subject's present life, opened.
  private String opened(Subject subject) {
    var whose = Whose.of(null, subject.device());
    var view = new SubjectStates(tenant).view(whose);
    var life = Objects.requireNonNull(subject.state().life());
    var sent =
        Await.found(() ->
            new Stores()
                .taken(tenant.appId())
                .filter(found -> found.label().equals(life.label()))
                .findFirst()
                .orElse(null));
    try {
      var key = view.keyring().unwrap(life.key(), life.label());
      SealedContent.decode(key.open(Objects.requireNonNull(sent.sealed())))
          .opened(view.keyring().featureKeys());
      return sent.facts().toString();
    } catch (WrongKeyException | IOException e) {
      throw new AssertionError("It does not open.", e);
    }
  }
}
