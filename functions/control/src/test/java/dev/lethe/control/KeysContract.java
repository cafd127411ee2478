package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.Scope;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.registry.TestIds;
import dev.lethe.shared.registry.TestKeys;
import dev.lethe.shared.vault.Keyrings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever keeps keys must do; run in memory, and in DynamoDB.
public abstract class KeysContract {

  private final String customer = TestIds.customer();
  private final String app = TestIds.application();
  private final ApiKey secret = key(ApiKey.Kind.SECRET);
  private final ApiKey write = key(ApiKey.Kind.WRITE);

  protected abstract Registry registry();

  protected abstract Enrolment enrolment();

  protected abstract Keys keys();

  protected abstract Closings closings();

  /// What the register of disclosures has of a customer, the latest first.
  protected abstract List<DisclosureEntry> disclosures(String customer);

  private static ApiKey key(ApiKey.Kind kind) {
    return ApiKey.generate(kind, new SecureRandom());
  }

  @BeforeEach
  void enrol() {
    enrolment()
        .enrol(
            new Customer(customer, "Company", "a@example.com"),
            TestKeys.acting(secret, customer),
            seen(TestKeys.acting(secret, customer)));
    enrolment()
        .enrol(
            new Application(app, customer, "App", Settings.STANDARD),
            TestKeys.sending(write, app),
            Keyrings.sealed(Records.DAY));
  }

  private IssuedKey later(Grant grant, int seconds) {
    var kind = grant instanceof Grant.Write ? ApiKey.Kind.WRITE : ApiKey.Kind.SECRET;
    return IssuedKey.of(key(kind), "Later", grant, Records.NOON.plusSeconds(seconds));
  }

  @Test
  void whatWasEnteredIsListedWithItsOwner() {
    var sending = later(new Grant.Write(app), 1);
    var reading = later(new Grant.Secret(customer, Set.of(Scope.READ)), 1);
    assertThat(keys().add(sending, null)).isTrue();
    assertThat(keys().add(reading, null)).isTrue();
    assertThat(keys().ofApplication(app)).containsExactly(TestKeys.sending(write, app), sending);
    assertThat(keys().ofCustomer(customer))
        .containsExactly(TestKeys.acting(secret, customer), reading);
    assertThat(keys().ofApplication("app_none")).isEmpty();
  }

  private DisclosureEntry seen(IssuedKey key) {
    return TestKeys.seen(key, customer);
  }

  @Test
  void whatTheOperatorHasSeenIsInTheRegisterWithIt() {
    var made = later(new Grant.Secret(customer, Set.of(Scope.RIGHTS)), 1);
    assertThat(keys().add(made, seen(made))).isTrue();
    var after = later(made.grant(), 2);
    assertThat(keys().replace(made, after, Records.NOON, seen(after))).isTrue();
    assertThat(disclosures(customer))
        .containsExactlyInAnyOrder(
            seen(after), seen(made), seen(TestKeys.acting(secret, customer)));
    // It is replaced already.
    var another = later(made.grant(), 3);
    assertThat(keys().replace(made, another, Records.NOON, seen(another))).isFalse();
    assertThat(disclosures(customer)).hasSize(3);
  }

  @Test
  void thereAreNoMoreThanMayBe() {
    for (var i = 1; i < Keys.MOST; i++) {
      assertThat(keys().add(later(new Grant.Write(app), i), null)).isTrue();
    }
    assertThat(keys().add(later(new Grant.Write(app), Keys.MOST), null)).isFalse();
    assertThat(keys().ofApplication(app)).hasSize(Keys.MOST);
    assertThat(keys().add(later(new Grant.Secret(customer), 1), null)).isTrue();
  }

  @Test
  void oneThatIsReplacedExpiresAndThatIsWrittenDown() {
    var before = TestKeys.sending(write, app);
    var after = later(before.grant(), 1);
    var until = Records.NOON.plus(Duration.ofDays(9));
    assertThat(keys().replace(before, after, until, null)).isTrue();
    assertThat(keys().ofApplication(app)).containsExactly(before.until(until), after);
    assertThat(registry().find(write)).contains(before.until(until));
    assertThat(closings().of(app).keys()).isEqualTo(Map.of(before.hash(), until));
    // Somebody else read it before.
    var another = later(before.grant(), 2);
    assertThat(keys().replace(before, another, until.plusSeconds(1), null)).isFalse();
    assertThat(registry().find(write)).contains(before.until(until));
    assertThat(closings().of(app).keys()).isEqualTo(Map.of(before.hash(), until));
  }

  @Test
  void oneThatIsGoneIsNotReplaced() {
    var before = TestKeys.sending(write, app);
    keys().revoke(before, Records.NOON);
    assertThat(keys().replace(before, later(before.grant(), 1), Records.NOON, null)).isFalse();
    assertThat(keys().ofApplication(app)).isEmpty();
  }

  @Test
  void allThatLeakedAreRevokedAtOnce() throws Exception {
    var leaked = new ArrayList<IssuedKey>();
    for (var i = 1; i < 9; i++) {
      leaked.add(later(new Grant.Write(app), i));
      keys().add(leaked.getLast(), null);
    }
    try (var all = Executors.newFixedThreadPool(leaked.size())) {
      var revoked =
          all.invokeAll(leaked.stream().map(key -> Executors.callable(() -> revoke(key))).toList());
      for (var one : revoked) {
        one.get();
      }
    }
    assertThat(keys().ofApplication(app)).containsExactly(TestKeys.sending(write, app));
    assertThat(closings().of(app).keys()).hasSize(leaked.size());
  }

  private void revoke(IssuedKey key) {
    keys().revoke(key, Records.NOON);
  }

  @Test
  void anEntryOfTheRegisterIsNeverWrittenOver() {
    var first = later(new Grant.Secret(customer, Set.of(Scope.RIGHTS)), 1);
    var second = later(new Grant.Secret(customer, Set.of(Scope.READ)), 1);
    assertThat(keys().add(first, seen(first))).isTrue();
    var same = seen(first);
    var other =
        new DisclosureEntry(
            customer,
            null,
            same.id(),
            same.at(),
            same.kind(),
            DisclosureEntry.Recipient.CUSTOMER,
            same.ground(),
            "somebody",
            Map.of());
    assertThat(keys().add(second, other)).isFalse();
    assertThat(disclosures(customer)).contains(same).doesNotContain(other);
    assertThat(keys().ofCustomer(customer)).contains(first).doesNotContain(second);
  }

  @Test
  void oneThatIsRevokedIsGoneAndThatIsWrittenDown() {
    var key = TestKeys.acting(secret, customer);
    keys().revoke(key, Records.NOON);
    keys().revoke(key, Records.NOON);
    assertThat(registry().find(secret)).isEmpty();
    assertThat(keys().ofCustomer(customer)).isEmpty();
    assertThat(closings().of(customer).keys()).isEqualTo(Map.of(key.hash(), Records.NOON));
    assertThat(registry().find(write)).isPresent();
  }
}
