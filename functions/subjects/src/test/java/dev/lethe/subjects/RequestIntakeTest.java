package dev.lethe.subjects;

import static dev.lethe.subjects.World.ID;
import static dev.lethe.subjects.World.KEY;
import static dev.lethe.subjects.World.NOW;
import static dev.lethe.subjects.World.OTHER_KEY;
import static dev.lethe.subjects.World.body;
import static dev.lethe.subjects.World.erasure;
import static dev.lethe.subjects.World.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.lethe.shared.api.GatewayEvents;
import dev.lethe.shared.registry.Ending;
import dev.lethe.shared.registry.TestSettings;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.vault.Identity;
import dev.lethe.subjects.request.Correction;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.work.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIntakeTest {

  private static final UUID REQUEST = UUID.fromString(ID);
  private static final CaseId CASE = new CaseId("app_1", REQUEST);

  private final World world = new World();

  private static List<Subject> jane(World world) {
    var keyring = Objects.requireNonNull(world.keyrings.get("app_1"));
    return List.of(
        new Subject(
            Identity.Kind.USER,
            keyring.pseudonym(Identity.of(Identity.Kind.USER, "jane@example.com"))),
        new Subject(
            Identity.Kind.DEVICE, keyring.pseudonym(Identity.of(Identity.Kind.DEVICE, "phone-7"))));
  }

  private static void assertTakenWhole(World world) {
    assertThat(world.cases.subjects(CASE)).isEqualTo(jane(world));
    assertThat(world.status(ID)).isEqualTo(RequestStatus.PENDING);
    assertThat(world.started)
        .isNotEmpty()
        .allMatch(new World.Started("cus_1", REQUEST, Duration.ZERO)::equals);
    assertThat(world.announced).isNotEmpty().allMatch(("cus_1 " + ID + " pending")::equals);
  }

  @Test
  void aRequestIsEnteredAndItsWorkStarts() {
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    assertTakenWhole(world);
    var entered = world.entered(ID);
    assertThat(entered.by()).matches("[0-9a-f]{12}");
    assertThat(entered.identities())
        .containsExactlyInAnyOrder(
            world.secret("app_1").identityHash(Identity.of(Identity.Kind.USER, "jane@example.com")),
            world.secret("app_1").identityHash(Identity.of(Identity.Kind.DEVICE, "phone-7")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enter", "executions", "callbacks"})
  void whoeverIsKilledIsMadeUpForByTheRepeat(String where) {
    world.failing = where;
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(503);
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    assertTakenWhole(world);
  }

  @Test
  void whatComesAgainIsAnsweredTheSame() {
    var first = world.post(erasure(ID));
    var again = world.sendAt(NOW.plusSeconds(99), post(erasure(ID)));
    assertThat(again.getBody()).isEqualTo(first.getBody());
    assertTakenWhole(world);
  }

  private static APIGatewayProxyRequestEvent post(String body) {
    return event("POST", "/v2/requests", body).withHeaders(GatewayEvents.bearer(KEY));
  }

  @Test
  void whoSendsABegunRequestAgainOpensTheCaseThatTheVaultLost() {
    world.post(erasure(ID));
    world.progress().begin("cus_1", REQUEST);
    world.cases.close(CASE);
    world.started.clear();
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    assertThat(world.cases.open()).containsExactly(CASE);
    assertThat(world.started).as("the watch starts it").isEmpty();
  }

  @Test
  void whatIsBegunOrOverIsNotStartedAgainNorIsItsCaseOpened() {
    world.post(erasure(ID));
    world.progress().begin("cus_1", REQUEST);
    world.progress().complete("cus_1", REQUEST);
    world.cases.close(CASE);
    world.started.clear();
    world.announced.clear();
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    assertThat(world.started).isEmpty();
    assertThat(world.announced).isEmpty();
    assertThat(world.cases.open()).isEmpty();
  }

  @Test
  void anotherRequestTakesNoId() {
    world.post(erasure(ID));
    var other = world.post(erasure(ID).replace("jane@", "june@"));
    assertThat(other.getStatusCode()).isEqualTo(400);
    assertThat(other.getBody()).contains("id_reused");
    assertTakenWhole(world);
  }

  /// It was killed when only the Vault knew of it.
  @Test
  void anotherRequestTakesNoIdNotEvenOfOneThatIsNotInTheBookYet() {
    world.failing = "enter";
    world.post(erasure(ID));
    assertThat(world.post(erasure(ID).replace("jane@", "june@")).getBody()).contains("id_reused");
    world.post(erasure(ID));
    assertTakenWhole(world);
  }

  @Test
  void noCaseIsLeftByARequestWhoseIdIsTakenInTheBook() {
    world.post(erasure(ID));
    world.delete(ID);
    assertThat(world.cases.open()).isEmpty();
    assertThat(world.post(erasure(ID).replace("jane@", "june@")).getBody()).contains("id_reused");
    assertThat(world.cases.open()).isEmpty();
  }

  @Test
  void nothingNewIsTakenOfAnApplicationThatHasEnded() {
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    world.registry.end("app_1", new Ending(Instant.EPOCH, false, false));
    assertThat(world.post(erasure(ID)).getStatusCode())
        .as("what came before is answered as it was")
        .isEqualTo(201);
    var another = world.post(erasure(UUID.randomUUID().toString()));
    assertThat(another.getStatusCode()).isEqualTo(400);
    assertThat(another.getBody()).contains("terminated", "/termination");
    assertThat(world.cases.open()).hasSize(1);
  }

  private void callOnly(String... hosts) {
    var application = world.registry.application("app_1").orElseThrow();
    var settings = application.settings();
    var requests = settings.requests().withCallbackHosts(Set.of(hosts));
    world.registry.change(application, application.with(settings.with(requests)), NOW);
  }

  private static String calling(String id, String url) {
    return body(id, "erasure", "")
        .replaceFirst("\\{", "{\"status_callback_urls\":[\"" + url + "\"],");
  }

  @Test
  void onlyHostsAreCalledThatTheApplicationNamesIfItNamesAny() {
    var first = calling(ID, "https://anywhere.example/done");
    assertThat(world.post(first).getStatusCode()).isEqualTo(201);
    callOnly("privacy.example.com");
    assertThat(world.post(first).getStatusCode())
        .as("what came before is answered as it was")
        .isEqualTo(201);
    var other = calling(UUID.randomUUID().toString(), "https://anywhere.example/done");
    assertThat(world.post(other).getStatusCode()).isEqualTo(400);
    assertThat(world.post(other).getBody()).contains("invalid_value", "callbackHosts");
    assertThat(world.cases.open()).hasSize(1);
    var named = calling(UUID.randomUUID().toString(), "https://Privacy.example.com/done");
    assertThat(world.post(named).getStatusCode()).isEqualTo(201);
  }

  @Test
  void itIsTheOnlyApplicationIfNoneIsNamed() {
    assertThat(world.post(body(ID, "erasure", "")).getStatusCode()).isEqualTo(201);
    assertThat(world.entered(ID).app()).isEqualTo("app_1");
    world.enrol("cus_1", "app_3");
    assertThat(world.post(body(ID, "erasure", "")).getStatusCode())
        .as("it means the same when it comes again")
        .isEqualTo(201);
    var second = world.post(body(UUID.randomUUID().toString(), "erasure", ""));
    assertThat(second.getStatusCode()).isEqualTo(400);
    assertThat(second.getBody()).contains("missing_field", "application_id");
  }

  @Test
  void anApplicationOfAnotherAndOneThatIsNotThereAreTheSame() {
    var theirs = world.post(body(ID, "erasure", "\"application_id\":\"app_2\""));
    var nobodys = world.post(body(ID, "erasure", "\"application_id\":\"app_9\""));
    assertThat(theirs.getStatusCode()).isEqualTo(400);
    assertThat(theirs.getBody()).contains("unknown_application").isEqualTo(nobodys.getBody());
    assertThat(world.cases.open()).isEmpty();
    assertThat(
            world
                .post(body(ID, "erasure", "\"application_id\":\"app_2\""), OTHER_KEY)
                .getStatusCode())
        .isEqualTo(201);
  }

  @Test
  void withoutTheApplicationsKeysNothingIsEntered() {
    world.keyrings.clear();
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(503);
    assertThat(world.book.find("cus_1", REQUEST)).isEmpty();
  }

  @Test
  void itWaitsForAsLongAsTheApplicationSays() {
    var application = world.registry.application("app_1").orElseThrow();
    world.registry.change(
        application, application.with(TestSettings.waiting(application.settings(), 3)), NOW);
    var answer = world.post(erasure(ID));
    assertThat(answer.getBody()).contains("\"expected_completion_time\":\"2026-12-02T12:00:00Z\"");
    world.registry.change(
        application, application.with(TestSettings.waiting(application.settings(), 20)), NOW);
    world.sendAt(NOW.plus(Duration.ofDays(1)), post(erasure(ID)));
    world.sendAt(NOW.plus(Duration.ofDays(9)), post(erasure(ID)));
    assertThat(world.started)
        .extracting(World.Started::waits)
        .containsExactly(Duration.ofDays(3), Duration.ofDays(2), Duration.ZERO);
  }

  @Test
  void whatItPutsRightIsSealedInTheVault() {
    var corrections = "\"corrections\":{\"hobby\":\"chess\",\"age\":41.50,\"old\":null}";
    world.post(body(ID, "rectification", corrections));
    assertThat(world.cases.of(CASE))
        .contains(
            List.of(
                new Correction("hobby", new Correction.Value.Text("chess")),
                new Correction("age", new Correction.Value.Numeral("41.50")),
                new Correction("old", new Correction.Value.Removed())));
    assertThat(world.entered(ID).toString()).doesNotContain("chess", "hobby");
  }

  @Test
  void aSecondErasureOfTheSubjectIsJoinedAndHasNoWorkOfItsOwn() {
    var second = UUID.randomUUID().toString();
    world.post(erasure(ID));
    world.started.clear();
    assertThat(world.post(erasure(second)).getStatusCode()).isEqualTo(201);
    assertThat(world.post(erasure(second)).getStatusCode()).as("again").isEqualTo(201);
    assertThat(world.entered(second).joined()).isEqualTo(REQUEST);
    assertThat(world.started).extracting(World.Started::request).containsOnly(REQUEST);
    assertThat(world.cases.open()).containsExactly(CASE);
    assertThat(world.announced).contains("cus_1 " + second + " pending");
    assertThat(world.ask("GET", "/v2/requests/{id}", second, KEY).getBody())
        .contains("\"joined_to\":\"" + ID + "\"");
  }

  @Test
  void whoCancelsCancelsForItselfAloneAndTheLastOneForgetsWhomItIsAbout() {
    var second = UUID.randomUUID().toString();
    world.post(erasure(ID));
    world.post(erasure(second));
    assertThat(world.delete(ID).getStatusCode()).isEqualTo(202);
    assertThat(world.status(second)).isEqualTo(RequestStatus.PENDING);
    assertThat(world.cases.subjects(CASE)).as("the work is to come").isNotEmpty();
    assertThat(world.delete(second).getStatusCode()).isEqualTo(202);
    assertThat(world.cases.open()).isEmpty();
    assertThat(world.progress().begin("cus_1", REQUEST)).isFalse();
    assertThat(world.announced)
        .contains("cus_1 " + ID + " cancelled", "cus_1 " + second + " cancelled");
  }

  @Test
  void whoWasJoinedMakesUpForTheFirstOneToo() {
    var second = UUID.randomUUID().toString();
    world.failing = "executions";
    world.post(erasure(ID));
    world.delete(ID);
    assertThat(world.post(erasure(second)).getStatusCode()).isEqualTo(201);
    assertThat(world.entered(second).joined()).as("nobody waits for the first one").isNull();
    world.failing = "executions";
    var third = UUID.randomUUID().toString();
    assertThat(world.post(erasure(third)).getStatusCode()).isEqualTo(503);
    world.started.clear();
    assertThat(world.post(erasure(third)).getStatusCode()).isEqualTo(201);
    assertThat(world.started)
        .extracting(World.Started::request)
        .containsExactly(UUID.fromString(second));
  }

  @Test
  void whomItIsAboutStaysKnownWhenTheFirstOneCancelsAndComesAgain() {
    var second = UUID.randomUUID().toString();
    world.post(erasure(ID));
    world.post(erasure(second));
    world.delete(ID);
    assertThat(world.post(erasure(ID)).getStatusCode()).isEqualTo(201);
    assertThat(world.cases.subjects(CASE)).isNotEmpty();
  }

  @Test
  void cancellingIsMadeUpForByTheRepeatToo() {
    world.post(erasure(ID));
    world.failing = "callbacks";
    assertThat(world.delete(ID).getStatusCode()).isEqualTo(503);
    var again = world.delete(ID);
    assertThat(again.getStatusCode()).isEqualTo(202);
    assertThat(again.getBody()).contains("\"received_time\":\"2026-11-26T12:00:00Z\"");
    assertThat(world.announced).contains("cus_1 " + ID + " cancelled");
    assertThat(world.status(ID)).isEqualTo(RequestStatus.CANCELLED);
  }
}
