package dev.lethe.control.ending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import dev.lethe.shared.api.TestLambdaContext;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.InMemoryRegistry;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.termination.Emptied;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.InMemoryMeasurements;
import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.TerminationSteps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndingHandlerTest {

  private static final String CUSTOMER = "cus_0123456789abcdef01234567";
  private static final String APP = "app_0123456789abcdef01234567";

  /// Of the sample's `number`.
  private static final Instant ASKED = Instant.ofEpochMilli(1_795_694_400_000L);

  private final InMemoryRegistry registry = new InMemoryRegistry();
  private final InMemoryTerminations terminations = new InMemoryTerminations(registry);
  private final InMemoryMeasurements measurements = new InMemoryMeasurements();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> started = new ArrayList<>();
  private final Set<String> contacts = new HashSet<>(Set.of("email", "key"));
  private final Set<String> madeMeanwhile = new HashSet<>();
  private final Emptied account =
      new Emptied() {
        @Override
        public List<String> parts(String customer) {
          return List.of("all");
        }

        @Override
        public long count(String customer, String part) {
          return contacts.size();
        }

        @Override
        public void remove(String customer, String part) {
          contacts.clear();
          contacts.addAll(madeMeanwhile);
          madeMeanwhile.clear();
        }

        @Override
        public List<String> looks(String customer) {
          return List.of("all");
        }

        @Override
        public long search(String customer, String look) {
          return contacts.size();
        }
      };

  @BeforeEach
  void oneApplication() {
    registry.enrol(
        new Application(APP, CUSTOMER, "App", Settings.STANDARD), ApiKey.shown("lethe_wk_1"));
  }

  private Map<String, Object> step(Map<String, Object> input, Instant now) {
    var clock = Clock.fixed(now, ZoneOffset.UTC);
    return new EndingHandler(
            terminations,
            dropped::add,
            new TerminationSteps(new Emptying(measurements, clock), Map.of()),
            registry,
            (termination, begins) -> started.add(termination.app()),
            new Emptying(measurements, clock),
            account,
            clock)
        .handleRequest(input, new TestLambdaContext());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> close() {
    return new HashMap<>(EventLoader.loadEvent("events/ending-close.json", Map.class));
  }

  private void schedule(Duration grace) {
    assertThat(
            terminations.schedule(
                Termination.scheduled(CUSTOMER, APP, Reason.TERMINATION, "key", ASKED, grace)))
        .isTrue();
  }

  private Termination entered() {
    return terminations.find(CUSTOMER, APP).orElseThrow();
  }

  @Test
  void itIsClosedOnceItsGracePeriodIsOver() {
    schedule(Duration.ofDays(1));
    assertThatThrownBy(() -> step(close(), ASKED.plusSeconds(86_399)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(entered().status()).isEqualTo(Status.SCHEDULED);
    assertThat(step(close(), ASKED.plusSeconds(86_400))).isEqualTo(Map.of("isOn", true));
    assertThat(entered().status()).isEqualTo(Status.ENDING);
    assertThat(step(close(), ASKED.plusSeconds(86_500)))
        .as("again")
        .isEqualTo(Map.of("isOn", true));
    assertThat(entered().times()).containsEntry(Status.ENDING, ASKED.plusSeconds(86_400));
  }

  @Test
  void nothingIsDoneForOneThatWasNeverEntered() {
    assertThat(step(close(), ASKED)).isEqualTo(Map.of("isOn", false));
  }

  @Test
  void nothingIsDoneForOneThatWasCancelled() {
    schedule(Duration.ofDays(1));
    terminations.cancel(entered(), ASKED);
    assertThat(step(close(), ASKED.plusSeconds(86_400))).isEqualTo(Map.of("isOn", false));
    assertThat(entered().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void oneThatWasAskedForSinceHasWorkOfItsOwn() {
    schedule(Duration.ofDays(1));
    var earlier = close();
    earlier.put("number", ASKED.toEpochMilli() - 1);
    assertThat(step(earlier, ASKED.plusSeconds(86_400))).isEqualTo(Map.of("isOn", false));
    assertThat(entered().status()).isEqualTo(Status.SCHEDULED);
  }

  private Map<String, Object> condemn() {
    return Map.of("step", "condemn", "customer", CUSTOMER, "app", APP);
  }

  @Test
  void whatStillComesIsDroppedFromTheTimeItIsCondemned() {
    schedule(Duration.ZERO);
    step(close(), ASKED);
    step(condemn(), ASKED.plusSeconds(1));
    assertThat(entered().status()).isEqualTo(Status.DELETING);
    assertThat(dropped).containsExactly(APP);
    step(condemn(), ASKED.plusSeconds(2));
    assertThat(dropped).as("again: who was killed may not have got so far").hasSize(2);
    assertThat(entered().times()).containsEntry(Status.DELETING, ASKED.plusSeconds(1));
  }

  @Test
  void nobodyIsCondemnedWhoseGracePeriodLasts() {
    schedule(Duration.ofDays(1));
    assertThatThrownBy(() -> step(condemn(), ASKED)).isInstanceOf(IllegalStateException.class);
    assertThat(dropped).isEmpty();
  }

  private Map<String, Object> open() {
    return step(Map.of("step", "applications", "customer", CUSTOMER), ASKED);
  }

  @Test
  void aCustomerWaitsForItsApplicationsAndEndsThoseThatNobodyEnds() {
    terminations.schedule(
        Termination.scheduled(
            CUSTOMER, CUSTOMER, Reason.CANCELLATION, Termination.OPERATOR, ASKED, Duration.ZERO));
    assertThat(open()).isEqualTo(Map.of("open", 2L));
    assertThat(started).containsExactly(APP);
    assertThat(entered().reason()).isEqualTo(Reason.CANCELLATION);
    assertThat(entered().by()).isEqualTo(Termination.OPERATOR);
    assertThat(open()).as("again").isEqualTo(Map.of("open", 2L));
    assertThat(started).hasSize(1);
    terminations.advance(entered(), Status.ENDING, ASKED);
    terminations.advance(entered(), Status.DELETING, ASKED);
    registry.remove(APP);
    assertThat(open()).as("without its receipt").isEqualTo(Map.of("open", 1L));
    terminations.done(entered(), "receipt", ASKED);
    assertThat(open()).isEqualTo(Map.of("open", 0L));
  }

  @Test
  void noCustomerIsForgottenThatHasAnApplicationAgain() {
    terminations.schedule(
        Termination.scheduled(
            CUSTOMER, CUSTOMER, Reason.TERMINATION, Termination.OPERATOR, ASKED, Duration.ZERO));
    terminations.advance(terminations.find(CUSTOMER, CUSTOMER).orElseThrow(), Status.ENDING, ASKED);
    var forget = Map.<String, Object>of("step", "forget", "customer", CUSTOMER);
    assertThat(step(forget, ASKED)).isEqualTo(Map.of("open", 2L));
    assertThat(contacts).hasSize(2);
    assertThat(started).as("it ends").containsExactly(APP);
    terminations.advance(entered(), Status.ENDING, ASKED);
    terminations.advance(entered(), Status.DELETING, ASKED);
    registry.remove(APP);
    terminations.done(entered(), "receipt", ASKED);
    assertThat(step(forget, ASKED)).isEqualTo(Map.of("open", 0L));
    assertThat(contacts).isEmpty();
  }

  private Map<String, Object> forgetting() {
    registry.remove(APP);
    terminations.schedule(
        Termination.scheduled(
            CUSTOMER, CUSTOMER, Reason.TERMINATION, Termination.OPERATOR, ASKED, Duration.ZERO));
    var own = terminations.find(CUSTOMER, CUSTOMER).orElseThrow();
    terminations.advance(own, Status.ENDING, ASKED);
    return Map.of("step", "forget", "customer", CUSTOMER);
  }

  @Test
  void aKeyThatIsMadeMeanwhileGoesByARepeat() {
    madeMeanwhile.add("key");
    var forget = forgetting();
    assertThatThrownBy(() -> step(forget, ASKED)).isInstanceOf(IllegalStateException.class);
    step(forget, ASKED.plusSeconds(1));
    assertThat(contacts).isEmpty();
    var measured = measurements.of(CUSTOMER, CUSTOMER).getFirst();
    assertThat(measured.isComplete()).isTrue();
    assertThat(measured.again()).isZero();
  }

  @Test
  void aCustomerThatHasEndedIsReachedNoMore() {
    var forget = forgetting();
    step(forget, ASKED);
    step(forget, ASKED.plusSeconds(1));
    assertThat(contacts).isEmpty();
    assertThat(terminations.find(CUSTOMER, CUSTOMER).orElseThrow().status())
        .isEqualTo(Status.DELETING);
    var measured = measurements.of(CUSTOMER, CUSTOMER);
    assertThat(measured).hasSize(1);
    assertThat(measured.getFirst().isComplete()).isTrue();
    assertThat(measured.getFirst().found()).isEqualTo(2);
    assertThat(measured.getFirst().again()).isZero();
  }
}
