package dev.lethe.shared.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What whoever keeps uses of keys must do; run in memory, and in DynamoDB.
public abstract class KeyUsesContract {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:30Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ApiKey shown = ApiKey.generate(ApiKey.Kind.SECRET, new SecureRandom());
  private final String customer = TestIds.customer();

  protected abstract Registry registry();

  protected abstract Enrolment enrolment();

  protected abstract KeyUses uses();

  protected abstract void revoke(ApiKey key);

  @BeforeEach
  void issue() {
    enrolment()
        .enrol(
            new Customer(customer, "Company", "privacy@example.com"),
            IssuedKey.of(shown, IssuedKey.FIRST, new Grant.Secret(customer), NOON),
            TestKeys.seen(TestKeys.acting(shown, customer), customer));
  }

  private IssuedKey key() {
    return registry().find(shown).orElseThrow();
  }

  private @Nullable LocalDate lastUsed() {
    return key().lastUsed();
  }

  @Test
  void aKeyIsUsedOnTheLatestDayOnWhichItWas() {
    assertThat(lastUsed()).isNull();
    uses().note(key(), NOON);
    assertThat(lastUsed()).isEqualTo("2026-11-24");
    var read = key();
    uses().note(key(), NOON.plus(Duration.ofDays(2)));
    assertThat(lastUsed()).isEqualTo("2026-11-26");
    uses().note(read, NOON.plus(Duration.ofDays(1)));
    assertThat(lastUsed()).as("it was read before").isEqualTo("2026-11-26");
  }

  @Test
  void callsAreCountedByTheMinuteAndNoteTheDay() {
    assertThat(uses().count(key(), NOON)).isEqualTo(1);
    assertThat(uses().count(key(), NOON)).isEqualTo(2);
    assertThat(uses().count(key(), NOON.plus(MINUTE))).isEqualTo(1);
    assertThat(uses().count(key(), NOON.plus(MINUTE))).isEqualTo(2);
    assertThat(lastUsed()).isEqualTo("2026-11-24");
    uses().count(key(), NOON.plus(Duration.ofDays(1)));
    assertThat(lastUsed()).isEqualTo("2026-11-25");
  }

  @Test
  void ofManyAtOnceEachIsCounted() {
    var read = key();
    var counted =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(i -> uses().count(read, NOON))
            .collect(Collectors.toCollection(ConcurrentHashMap::newKeySet));
    assertThat(counted).hasSize(20).contains(1, 20);
  }

  @Test
  void aKeyThatIsRevokedMeanwhileStaysSo() {
    var read = key();
    revoke(shown);
    uses().note(read, NOON);
    assertThat(uses().count(read, NOON)).isEqualTo(1);
    assertThat(registry().find(shown)).isEqualTo(Optional.empty());
  }
}
