package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.control.Contacts.Outcome;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Closings;
import dev.lethe.shared.registry.Contact;
import dev.lethe.shared.registry.Contact.Role;
import dev.lethe.shared.registry.Customer;
import dev.lethe.shared.registry.Enrolment;
import dev.lethe.shared.registry.TestIds;
import dev.lethe.shared.registry.TestKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever keeps contacts must do; run in memory, and in DynamoDB.
public abstract class ContactsContract {

  private static final Contact FIRST = Contact.first("privacy@example.com");
  private static final Contact SECOND = new Contact("con_2", "bills@example.com", Role.BILLING);

  private final String customer = TestIds.customer();

  protected abstract Enrolment enrolment();

  protected abstract Customers customers();

  protected abstract Contacts contacts();

  protected abstract Closings closings();

  @BeforeEach
  void enrol() {
    var key = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
    enrolment()
        .enrol(
            new Customer(customer, "Company", FIRST.email()),
            TestKeys.acting(key, customer),
            TestKeys.seen(TestKeys.acting(key, customer), customer));
  }

  private List<Contact> kept() {
    return customers().find(customer).orElseThrow().contacts();
  }

  @Test
  void theyAreEnteredAndShown() {
    assertThat(kept()).containsExactly(FIRST);
    assertThat(contacts().add(customer, SECOND)).isTrue();
    assertThat(kept()).containsExactly(FIRST, SECOND);
    assertThat(contacts().add(TestIds.customer(), SECOND)).as("of nobody").isFalse();
  }

  @Test
  void thereAreNoMoreThanMayBe() {
    for (var i = 1; i < Contacts.MOST; i++) {
      assertThat(contacts().add(customer, new Contact("con_" + i, "a@b.example", Role.TECHNICAL)))
          .isTrue();
    }
    assertThat(contacts().add(customer, new Contact("con_x", "a@b.example", Role.PRIVACY)))
        .isFalse();
    assertThat(kept()).hasSize(Contacts.MOST);
  }

  @Test
  void oneIsCorrectedAndThatIsWrittenDownWithoutWhatItWas() {
    assertThat(contacts().correct(customer, FIRST.id(), address("dpo@example.com"), Records.NOON))
        .isEqualTo(Outcome.DONE);
    assertThat(kept()).containsExactly(new Contact(FIRST.id(), "dpo@example.com", Role.PRIVACY));
    assertThat(closings().of(customer).contacts()).isEqualTo(Map.of(FIRST.id(), Records.NOON));
    assertThat(contacts().correct(customer, SECOND.id(), address("x@example.com"), Records.NOON))
        .isEqualTo(Outcome.NOBODY);
    assertThat(kept()).hasSize(1);
  }

  private static Contacts.Correction address(String email) {
    return new Contacts.Correction(email, null);
  }

  private static Contacts.Correction role(Role role) {
    return new Contacts.Correction(null, role);
  }

  @Test
  void whatSomebodyElseCorrectsMeanwhileStaysCorrected() throws Exception {
    contacts().add(customer, SECOND);
    for (var time = 0; time < 5; time++) {
      var email = "dpo" + time + "@example.com";
      var role = time % 2 == 0 ? Role.TECHNICAL : Role.BILLING;
      try (var both = Executors.newFixedThreadPool(2)) {
        for (var done :
            both.invokeAll(
                List.<Callable<Outcome>>of(
                    () -> contacts().correct(customer, SECOND.id(), address(email), Records.NOON),
                    () -> contacts().correct(customer, SECOND.id(), role(role), Records.NOON)))) {
          assertThat(done.get()).isEqualTo(Outcome.DONE);
        }
      }
      assertThat(kept()).containsExactly(FIRST, new Contact(SECOND.id(), email, role));
    }
  }

  @Test
  void oneIsDeletedAndThatIsWrittenDown() {
    var third = new Contact("con_3", "dpo@example.com", Role.PRIVACY);
    contacts().add(customer, third);
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isEqualTo(Outcome.DONE);
    assertThat(kept()).containsExactly(third);
    assertThat(closings().of(customer).contacts()).isEqualTo(Map.of(FIRST.id(), Records.NOON));
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isEqualTo(Outcome.NOBODY);
  }

  @Test
  void somebodyIsAlwaysAskedAboutDataProtection() {
    contacts().add(customer, SECOND);
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isEqualTo(Outcome.LAST);
    assertThat(contacts().correct(customer, FIRST.id(), role(Role.BILLING), Records.NOON))
        .isEqualTo(Outcome.LAST);
    assertThat(kept()).containsExactly(FIRST, SECOND);
    assertThat(closings().of(customer).contacts()).isEmpty();
    assertThat(contacts().correct(customer, SECOND.id(), role(Role.PRIVACY), Records.NOON))
        .isEqualTo(Outcome.DONE);
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isEqualTo(Outcome.DONE);
    assertThat(contacts().delete(customer, SECOND.id(), Records.NOON)).isEqualTo(Outcome.LAST);
  }

  @Test
  void ofTwoWhoGoAtOnceOneStays() throws Exception {
    var third = new Contact("con_3", "dpo@example.com", Role.PRIVACY);
    contacts().add(customer, third);
    try (var both = Executors.newFixedThreadPool(2)) {
      var outcomes = new ArrayList<Outcome>();
      for (var done :
          both.invokeAll(
              List.<Callable<Outcome>>of(
                  () -> contacts().delete(customer, FIRST.id(), Records.NOON),
                  () -> contacts().delete(customer, third.id(), Records.NOON)))) {
        outcomes.add(done.get());
      }
      assertThat(outcomes).containsExactlyInAnyOrder(Outcome.DONE, Outcome.LAST);
    }
    assertThat(kept()).hasSize(1);
  }
}
