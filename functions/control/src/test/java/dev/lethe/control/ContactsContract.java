package dev.lethe.control;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
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
    var after = new Contact(FIRST.id(), "dpo@example.com", Role.TECHNICAL);
    assertThat(contacts().correct(customer, after, Records.NOON)).isTrue();
    assertThat(kept()).containsExactly(after);
    assertThat(closings().of(customer).contacts()).isEqualTo(Map.of(FIRST.id(), Records.NOON));
    assertThat(contacts().correct(customer, SECOND, Records.NOON)).as("not there").isFalse();
    assertThat(kept()).containsExactly(after);
  }

  @Test
  void oneIsDeletedAndThatIsWrittenDownButNeverTheLast() {
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isFalse();
    assertThat(kept()).containsExactly(FIRST);
    assertThat(closings().of(customer).contacts()).isEmpty();
    contacts().add(customer, SECOND);
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).isTrue();
    assertThat(kept()).containsExactly(SECOND);
    assertThat(closings().of(customer).contacts()).isEqualTo(Map.of(FIRST.id(), Records.NOON));
    assertThat(contacts().delete(customer, FIRST.id(), Records.NOON)).as("again").isTrue();
  }
}
