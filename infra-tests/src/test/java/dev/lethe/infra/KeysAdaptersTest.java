package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.control.Contacts;
import dev.lethe.control.ContactsContract;
import dev.lethe.control.Customers;
import dev.lethe.control.Keys;
import dev.lethe.control.KeysContract;
import dev.lethe.control.aws.DynamoContacts;
import dev.lethe.control.aws.DynamoCustomers;
import dev.lethe.control.aws.DynamoKeys;
import dev.lethe.control.aws.DynamoSealedKeyrings;
import dev.lethe.control.ending.aws.EndedAccount;
import dev.lethe.infra.stack.Enrolments;
import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.disclosure.aws.DynamoDisclosures;
import dev.lethe.shared.goals.aws.DynamoGoalsOrders;
import dev.lethe.shared.processors.SubProcessors;
import dev.lethe.shared.processors.SubProcessorsContract;
import dev.lethe.shared.processors.aws.DynamoSubProcessors;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.FeatureSwitch;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestIds;
import dev.lethe.shared.registry.TestKeys;
import dev.lethe.shared.registry.aws.DynamoClosings;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.registry.aws.RegistryItem;
import dev.lethe.shared.vault.Keyrings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Keys and customers in the stack's own tables.
class KeysAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());
  private static final String REGISTRY = STACK.output("RegistryTable");

  @Nested
  class KeysInDynamo extends KeysContract {

    private final String requests = STACK.output("RequestsTable");

    @Override
    protected Registry registry() {
      return new DynamoRegistry(DYNAMO, REGISTRY);
    }

    @Override
    protected Enrolment enrolment() {
      return Enrolments.in(REGISTRY, STACK.output("VaultTable"), requests);
    }

    @Override
    protected Keys keys() {
      return new DynamoKeys(DYNAMO, REGISTRY, requests);
    }

    @Override
    protected Closings closings() {
      return new DynamoClosings(DYNAMO, requests);
    }

    @Override
    protected List<DisclosureEntry> disclosures(String customer) {
      return new DynamoDisclosures(DYNAMO, requests, Clock.systemUTC())
          .of(customer, 100, null)
          .entries();
    }
  }

  @Nested
  class ContactsInDynamo extends ContactsContract {

    private final String requests = STACK.output("RequestsTable");

    @Override
    protected Enrolment enrolment() {
      return Enrolments.in(REGISTRY, STACK.output("VaultTable"), requests);
    }

    @Override
    protected Customers customers() {
      return new DynamoCustomers(DYNAMO, REGISTRY);
    }

    @Override
    protected Contacts contacts() {
      return new DynamoContacts(DYNAMO, REGISTRY, requests);
    }

    @Override
    protected Closings closings() {
      return new DynamoClosings(DYNAMO, requests);
    }
  }

  @Nested
  class SubProcessorsInDynamo extends SubProcessorsContract {

    @Override
    protected SubProcessors register() {
      return new DynamoSubProcessors(DYNAMO, REGISTRY);
    }
  }

  private final DynamoCustomers customers = new DynamoCustomers(DYNAMO, REGISTRY);

  @Test
  void everyCustomerIsListedOnceWhateverThePages() {
    var one = Tenant.enrol("Listed");
    var two = Tenant.enrol("Listed too");
    var found = new ArrayList<String>();
    @Nullable String after = null;
    do {
      var page = customers.list(3, after);
      assertThat(page.customers()).hasSizeLessThanOrEqualTo(3);
      page.customers().stream().map(Customer::id).forEach(found::add);
      after = page.next().orElse(null);
    } while (after != null);
    assertThat(found).doesNotHaveDuplicates().contains(one.customerId(), two.customerId());
  }

  @Test
  void whoIsSuspendedIsSoWithAllItsApplicationsUntilServedAgain() {
    var tenant = Tenant.enrol("Suspended");
    var another = tenant.another();
    var registry = new DynamoRegistry(DYNAMO, REGISTRY);
    for (var isSo : new boolean[] {true, true, false, false}) {
      customers.suspend(tenant.customerId(), isSo);
      assertThat(customers.find(tenant.customerId())).map(Customer::isSuspended).contains(isSo);
      for (var app : new String[] {tenant.appId(), another.appId()}) {
        assertThat(registry.application(app).orElseThrow().isSuspended()).isEqualTo(isSo);
      }
    }
    customers.suspend("cus_none", true);
    assertThat(DYNAMO.getItem(get -> get.tableName(REGISTRY).key(item("cus_none"))).hasItem())
        .isFalse();
  }

  private static Map<String, AttributeValue> item(String customer) {
    return RegistryItem.keyOf(RegistryItem.idOfCustomer(customer));
  }

  @Test
  void whoHasEndedOrIsSuspendedGetsNothingMore() {
    var tenant = Tenant.enrol("Ended");
    var requests = STACK.output("RequestsTable");
    var enrolment = Enrolments.in(REGISTRY, STACK.output("VaultTable"), requests);
    customers.suspend(tenant.customerId(), true);
    assertThat(enrol(enrolment, tenant.customerId())).isFalse();
    customers.suspend(tenant.customerId(), false);
    mark(tenant.customerId());
    assertThat(enrol(enrolment, tenant.customerId())).isFalse();
    var key = TestKeys.acting(ApiKey.shown(tenant.customerId()), tenant.customerId());
    assertThat(new DynamoKeys(DYNAMO, REGISTRY, requests).add(key, null)).isFalse();
  }

  /// Whoever is last is obeyed in all of it.
  @RepeatedTest(5)
  void whoIsSuspendedAndServedAtOnceIsOneOrTheOther() throws Exception {
    var tenant = Tenant.enrol("Both");
    var apps = List.of(tenant.appId(), tenant.another().appId(), tenant.another().appId());
    customers.suspend(tenant.customerId(), true);
    try (var both = Executors.newFixedThreadPool(2)) {
      for (var done :
          both.invokeAll(
              Stream.of(true, false)
                  .map(isSo -> Executors.callable(() -> suspend(tenant, isSo)))
                  .toList())) {
        done.get();
      }
    }
    var isSo = customers.find(tenant.customerId()).orElseThrow().isSuspended();
    var registry = new DynamoRegistry(DYNAMO, REGISTRY);
    assertThat(apps).allMatch(app -> registry.application(app).orElseThrow().isSuspended() == isSo);
  }

  private void suspend(Tenant tenant, boolean isSo) {
    customers.suspend(tenant.customerId(), isSo);
  }

  /// Nobody could end it any more.
  @Test
  void noCustomerGoesThatHasAnApplication() {
    var tenant = Tenant.enrol("Last minute");
    var account = new EndedAccount(DYNAMO, REGISTRY);
    assertThatThrownBy(() -> account.remove(tenant.customerId(), "all"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(customers.find(tenant.customerId())).isPresent();
    assertThat(new DynamoRegistry(DYNAMO, REGISTRY).find(ApiKey.shown(tenant.secretKey())))
        .isPresent();
  }

  @Test
  void whatWasErasedIsWrittenDownForGoodHoweverItIsSwitchedOffLater() {
    var tenant = Tenant.enrol("Erased");
    var closings = new DynamoClosings(DYNAMO, STACK.output("RequestsTable"));
    erase(tenant, Feature.USER_ATTRIBUTES, Records.NOON);
    assertThat(closings.of(tenant.appId()).erased()).contains(Records.NOON);
    var kept = new FeatureSwitch(Feature.USER_ATTRIBUTES, Records.NOON.plusSeconds(1), null);
    enrolment().switchFeature(application(tenant), kept);
    var after = closings.of(tenant.appId());
    assertThat(after.erased()).contains(Records.NOON);
    assertThat(after.features()).containsEntry(Feature.USER_ATTRIBUTES, kept);
  }

  private static Enrolment enrolment() {
    return Enrolments.in(REGISTRY, STACK.output("VaultTable"));
  }

  private static Application application(Tenant tenant) {
    return new DynamoRegistry(DYNAMO, REGISTRY).application(tenant.appId()).orElseThrow();
  }

  private static void erase(Tenant tenant, Feature feature, Instant time) {
    var keys =
        new DynamoSealedKeyrings(DYNAMO, STACK.output("VaultTable"))
            .of(tenant.appId())
            .orElseThrow();
    enrolment()
        .eraseCollected(
            application(tenant),
            FeatureSwitch.erasing(feature, time),
            () -> new Enrolment.Replacement(keys, keys));
  }

  /// Given anew again and again it would never be carried out.
  @Test
  void anOrderToForgetGoalsThatIsOpenStays() {
    var tenant = Tenant.enrol("Ordered");
    var orders = new DynamoGoalsOrders(DYNAMO, STACK.output("LedgerTable"));
    erase(tenant, Feature.GOALS, Records.NOON);
    var first = orders.of(tenant.appId()).orElseThrow();
    erase(tenant, Feature.GOALS, Records.NOON.plusSeconds(60));
    assertThat(orders.of(tenant.appId())).contains(first);
  }

  private static void mark(String customer) {
    DYNAMO.updateItem(update ->
        update
            .tableName(REGISTRY)
            .key(item(customer))
            .updateExpression("SET gone = :gone")
            .expressionAttributeValues(Map.of(":gone", AttributeValue.fromBool(true))));
  }

  private static boolean enrol(Enrolment enrolment, String customer) {
    var app = TestIds.application();
    return enrolment.enrol(
        new Application(app, customer, "App", Settings.STANDARD),
        TestKeys.sending(ApiKey.shown(app), app),
        Keyrings.sealed(LocalDate.EPOCH));
  }
}
