package dev.lethe.archive.subject;

import static dev.lethe.archive.subject.CollectionWorld.APP;
import static dev.lethe.archive.subject.CollectionWorld.OTHER;
import static dev.lethe.archive.subject.CollectionWorld.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.Line;
import dev.lethe.archive.SealedEvents;
import dev.lethe.shared.goals.GoalFacts;
import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.RecordCodec;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.vault.Keyrings;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.WrongKeyException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CollectedEventsTest {

  private static final Fact FACT =
      new Fact(
          EventType.TRACK,
          Records.NOON,
          Records.NOON,
          Records.digest(),
          null,
          1500L,
          Map.of(Dimension.PLATFORM, "ios", Dimension.EVENT, "Read"));

  private static final String CAME =
      "{\"receivedAt\":\"2026-11-24T12:00:00Z\",\"network\":\"130.149.7.0/24\",\"country\":\"DE\",";
  private static final String IN_CLEAR =
      ",\"inClear\":{\"time\":\"2026-11-24T12:00:00Z\",\"duration_ms\":1500,\"event\":\"Read\",\"platform\":\"ios\"}";

  private final CollectionWorld world = new CollectionWorld();
  private final CollectedEvents collected = new CollectedEvents(Optional.empty());

  private Line line(List<Fact> facts, String... events) {
    var sealed = SealedEvents.of(world.key(USER), events);
    return world.line(CollectionWorld.record(APP, USER, facts, sealed));
  }

  /// As the archive keeps it while its subject restricts or objects.
  private Line held(Line line) {
    return new Line(
        line.position(),
        line.taken(),
        world.key(USER).seal(RecordCodec.encodeFacts(line.taken().facts())));
  }

  private Labelled labelled(String label, int featureKey) {
    return new Labelled(
        Rights.NONE_USED, 1, world.key(label), Keyrings.featureKeys(APP, 1, featureKey));
  }

  private String text(Line... lines) throws Exception {
    for (var line : lines) {
      collected.add(line, labelled(USER, 1));
    }
    return new String(collected.finished(), StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsALineOfItsOwn() throws Exception {
    assertThat(text(line(List.of(FACT), "Read"), line(List.of(), "a\nb", "Sent")))
        .isEqualTo(
            CAME
                + "\"event\":{\"event\":\"Read\"}"
                + IN_CLEAR
                + "}\n"
                + CAME
                + "\"event\":{\"event\":\"a\\nb\"}}\n"
                + CAME
                + "\"event\":{\"event\":\"Sent\"}}\n");
    assertThat(collected.events()).isEqualTo(3);
  }

  @Test
  void factsThatAreHeldAreOpenedForTheirSubject() throws Exception {
    var held = held(line(List.of(FACT), "Read"));
    assertThat(held.taken().facts()).isEmpty();
    assertThat(text(held)).isEqualTo(CAME + "\"event\":{\"event\":\"Read\"}" + IN_CLEAR + "}\n");
  }

  @Test
  void goalsThatAreToBeForgottenAreToldToNobody() throws Exception {
    var goal = GoalFacts.reached("swam");
    var order = new GoalsOrder(APP, goal.time().plusSeconds(60), null);
    try (var forgotten = new CollectedEvents(Optional.of(order))) {
      forgotten.add(line(List.of(goal), "Read"), labelled(USER, 1));
      forgotten.add(held(line(List.of(goal), "Read")), labelled(USER, 1));
      assertThat(new String(forgotten.finished(), StandardCharsets.UTF_8))
          .contains("\"event\":\"(other)\"")
          .doesNotContain("swam", "Goal");
    }
    assertThat(text(line(List.of(goal), "Read"))).contains("swam", "Goal Reached");
  }

  @Test
  void factsThatCannotBeToldApartAreOfNoEvent() throws Exception {
    assertThat(text(line(List.of(FACT), "Read", "Sent"))).doesNotContain("inClear");
    assertThat(collected.events()).isEqualTo(2);
  }

  @Test
  void whatSealsNothingSaysNothing() throws Exception {
    assertThat(text(world.line(CollectionWorld.record(APP, USER, List.of(FACT), null)))).isEmpty();
    assertThat(collected.events()).isZero();
  }

  @Test
  void whatAFeatureHadCollectedIsLeftOutOnceItIsErased() throws Exception {
    var keys = Keyrings.featureKeys(APP, 1, 1);
    var sealed = SealedEvents.with(world.key(USER), keys, "plan", "gold");
    var line = world.line(CollectionWorld.record(APP, USER, List.of(), sealed));
    assertThat(text(line)).contains("\"event\":\"Read\"", "\"plan\":\"gold\"");
    try (var after = new CollectedEvents(Optional.empty())) {
      after.add(line, labelled(USER, 2));
      assertThat(new String(after.finished(), StandardCharsets.UTF_8))
          .contains("\"event\":\"Read\"")
          .doesNotContain("plan", "gold");
    }
  }

  @Test
  void nothingOpensUnderTheKeyOfAnother() {
    var line = line(List.of(), "Read");
    assertThatThrownBy(() -> collected.add(line, labelled(OTHER, 1)))
        .isInstanceOf(WrongKeyException.class);
    assertThat(collected.finished()).isEmpty();
  }
}
