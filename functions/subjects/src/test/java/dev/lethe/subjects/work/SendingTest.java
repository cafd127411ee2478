package dev.lethe.subjects.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Command.Consumer;
import dev.lethe.shared.record.Command.Kind;
import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Identity;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.Rights;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendingTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final String APP = "app_1";
  private static final CaseId ID = new CaseId(APP, UUID.randomUUID());
  private static final String TOKEN = "a token of Step Functions";

  private static final Pseudonym USER = new Pseudonym("user");
  private static final Pseudonym PHONE = new Pseudonym("phone");

  private final InMemorySubjects subjects = new InMemorySubjects();
  private final List<String> opened = new ArrayList<>();
  private final List<Object> done = new ArrayList<>();
  private final Sending sending =
      new Sending(
          subjects,
          command -> {
            done.add(command);
            // Whoever sends is killed behind the first, or sees how it stands then.
            retractionWhenSent = subjects.find(APP, USER).retraction();
          },
          new NamedTasks(),
          Clock.fixed(NOW, ZoneOffset.UTC));

  private @Nullable Long retractionWhenSent;

  private final class NamedTasks implements Tasks {

    @Override
    public String open(Consumer consumer, String token, int commands) {
      opened.add(consumer + " " + token + " " + commands);
      done.add("opened");
      return "task";
    }

    @Override
    public String name(String task, int number) {
      return task + "." + number;
    }
  }

  @BeforeEach
  void open() {
    subjects.name(ID, new Subject(Identity.Kind.USER, USER));
  }

  private void order(
      Pseudonym subject, @Nullable String label, Map<Consumer, Kind> commands, boolean retracts) {
    var before = SubjectState.UNKNOWN;
    var after = before.with(Rights.NONE_USED.withStopped(true));
    var life = new CaseLife(Identity.Kind.USER, subject, label, null, 1, after.version(), NOW);
    assertThat(
            subjects.change(
                ID,
                90,
                new Subjects.Stored(before, null),
                new Subjects.Stored(after, retracts ? (Long) after.version() : null),
                new Order(life, commands)))
        .isTrue();
  }

  private static Command command(String label, Kind kind, Consumer to, String name) {
    return new Command(APP, label, kind, to, 1, null, NOW, name);
  }

  @Test
  void eachLabelGetsACommandUnderANameOfTheTaskAndNotItsToken() {
    order(USER, "u", Map.of(Consumer.ARCHIVE, Kind.ERASE, Consumer.AGGREGATE, Kind.ERASE), false);
    order(PHONE, "p", Map.of(Consumer.ARCHIVE, Kind.ERASE, Consumer.AGGREGATE, Kind.ERASE), false);
    sending.send(ID, Consumer.ARCHIVE, TOKEN);
    assertThat(opened).containsExactly("ARCHIVE " + TOKEN + " 2");
    assertThat(done)
        .as("the task waits before the first command is sent")
        .containsExactly(
            "opened",
            command("u", Kind.ERASE, Consumer.ARCHIVE, "task.0"),
            command("p", Kind.ERASE, Consumer.ARCHIVE, "task.1"));
  }

  @Test
  void theStatisticsAreToldWhichGroupsToLeaveAndTheArchiveIsNot() {
    var before = SubjectState.UNKNOWN;
    var after = before.with(Rights.NONE_USED.withStopped(true));
    var life = new CaseLife(Identity.Kind.USER, USER, "u", null, 1, after.version(), NOW);
    var both = Map.of(Consumer.ARCHIVE, Kind.ERASE, Consumer.AGGREGATE, Kind.ERASE);
    subjects.change(
        ID,
        90,
        new Subjects.Stored(before, null),
        new Subjects.Stored(after, null),
        new Order(life, both, 12L));
    sending.send(ID, Consumer.AGGREGATE, TOKEN);
    sending.send(ID, Consumer.ARCHIVE, TOKEN);
    assertThat(done)
        .contains(
            new Command(APP, "u", Kind.ERASE, Consumer.AGGREGATE, 1, 12L, NOW, "task.0"),
            command("u", Kind.ERASE, Consumer.ARCHIVE, "task.0"));
  }

  @Test
  void whoHasNothingToDoIsNotTold() {
    order(USER, null, Map.of(), false);
    order(PHONE, "p", Map.of(Consumer.ARCHIVE, Kind.RESTRICT), false);
    sending.send(ID, Consumer.AGGREGATE, TOKEN);
    assertThat(opened).containsExactly("AGGREGATE " + TOKEN + " 0");
    assertThat(done).containsExactly("opened");
  }

  @Test
  void sentAgainTheyAreTheSameCommands() {
    order(USER, "u", Map.of(Consumer.AGGREGATE, Kind.ERASE), false);
    sending.send(ID, Consumer.AGGREGATE, TOKEN);
    var first = List.copyOf(done);
    done.clear();
    sending.send(ID, Consumer.AGGREGATE, "another");
    assertThat(done).isEqualTo(first);
  }

  @Test
  void aRetractionIsKnownToBeInTheLaneWhenItIsThere() {
    order(USER, "u", Map.of(Consumer.AGGREGATE, Kind.RETRACT), true);
    sending.send(ID, Consumer.AGGREGATE, TOKEN);
    assertThat(retractionWhenSent).isEqualTo(1);
    assertThat(subjects.find(APP, USER).retraction()).isNull();
  }

  @Test
  void anotherCommandSaysNothingOfARetraction() {
    order(USER, "u", Map.of(Consumer.ARCHIVE, Kind.RESTRICT), true);
    sending.send(ID, Consumer.ARCHIVE, TOKEN);
    assertThat(subjects.find(APP, USER).retraction()).isEqualTo(1);
  }
}
