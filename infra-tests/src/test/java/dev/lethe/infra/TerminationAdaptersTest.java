package dev.lethe.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.infra.stack.Stack;
import dev.lethe.infra.stack.Tenant;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Registry;
import dev.lethe.shared.registry.aws.DynamoRegistry;
import dev.lethe.shared.retention.Term;
import dev.lethe.shared.termination.Emptying;
import dev.lethe.shared.termination.EndedStore;
import dev.lethe.shared.termination.Measurements;
import dev.lethe.shared.termination.Measurements.Work;
import dev.lethe.shared.termination.MeasurementsContract;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Reason;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import dev.lethe.shared.termination.TerminationsContract;
import dev.lethe.shared.termination.aws.DynamoMeasurements;
import dev.lethe.shared.termination.aws.DynamoTerminations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class TerminationAdaptersTest {

  private static final Stack STACK = Stack.running();
  private static final DynamoDbClient DYNAMO = STACK.client(DynamoDbClient.builder());

  @Nested
  class OfTerminations extends TerminationsContract {

    private final Registry registry = new DynamoRegistry(DYNAMO, STACK.output("RegistryTable"));

    @Override
    protected Terminations terminations() {
      return new DynamoTerminations(
          DYNAMO, STACK.output("RequestsTable"), STACK.output("RegistryTable"), Clock.systemUTC());
    }

    @Override
    protected Registry registry() {
      return registry;
    }

    @Override
    protected Application application() {
      return registry.application(Tenant.enrol("Ending").appId()).orElseThrow();
    }

    private Terminations at(Instant time) {
      return new DynamoTerminations(
          DYNAMO,
          STACK.output("RequestsTable"),
          STACK.output("RegistryTable"),
          Clock.fixed(time, ZoneOffset.UTC));
    }

    private void isShownUntil(Instant end, Application application) {
      var before = at(end.minusSeconds(1));
      assertThat(before.find(application.customer(), application.id())).isPresent();
      assertThat(before.of(application.customer())).hasSize(1);
      assertThat(at(end).find(application.customer(), application.id())).isEmpty();
      assertThat(at(end).of(application.customer())).isEmpty();
    }

    /// Whatever the table still holds.
    @Test
    void whatIsOverIsShownForAsLongAsRequestsAre() {
      var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      for (var over : List.of(Status.CANCELLED, Status.TERMINATED)) {
        var application = application();
        terminations()
            .schedule(
                Termination.scheduled(
                    application.customer(),
                    application.id(),
                    Reason.TERMINATION,
                    "0123456789ab",
                    now,
                    Duration.ofDays(1)));
        var read = at(now.plus(Term.REQUESTS.length().multipliedBy(2)));
        var scheduled = read.find(application.customer(), application.id()).orElseThrow();
        if (over == Status.CANCELLED) {
          terminations().cancel(scheduled, now);
        } else {
          terminations().advance(scheduled, Status.ENDING, now);
          var ending = scheduled.become(Status.ENDING, now);
          terminations().advance(ending, Status.DELETING, now);
          terminations().done(ending.become(Status.DELETING, now), "the receipt", now);
        }
        isShownUntil(now.plus(Term.REQUESTS.length()), application);
      }
    }
  }

  @Nested
  class OfMeasurements extends MeasurementsContract {

    @Test
    void numbersAreShownForNinetyDays() {
      var round = new Emptying.Round("cus_" + UUID.randomUUID(), "app_1", 0, EndedStore.VAULT);
      var now = Instant.now();
      at(now).planned(round, Work.REMOVAL, 1);
      assertThat(at(now.plus(Duration.ofDays(89))).of(round.customer(), "app_1")).hasSize(1);
      assertThat(at(now.plus(Duration.ofDays(90))).of(round.customer(), "app_1")).isEmpty();
    }

    private Measurements at(Instant time) {
      return new DynamoMeasurements(
          DYNAMO, STACK.output("RequestsTable"), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Override
    protected Measurements measurements() {
      return new DynamoMeasurements(DYNAMO, STACK.output("RequestsTable"), Clock.systemUTC());
    }
  }
}
