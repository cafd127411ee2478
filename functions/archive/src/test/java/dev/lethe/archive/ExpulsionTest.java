package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.archive.ending.EndedArchive;
import dev.lethe.archive.ending.Hours;
import dev.lethe.shared.lane.LaneRecord;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.Records;
import dev.lethe.shared.record.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpulsionTest {

  private static final Instant NOON = Records.NOON;

  private final InMemoryFiles files = new InMemoryFiles();
  private final InMemoryArchive stores = new InMemoryArchive(files);
  private final List<String> steps = new ArrayList<>();

  private static StreamRecord taken(String app, String label) {
    var like = Samples.taken(label, 90);
    return new StreamRecord(
        app,
        label,
        like.state(),
        like.born(),
        like.zone(),
        like.retention(),
        like.received(),
        like.purposes(),
        like.facts(),
        like.sealed());
  }

  private static LaneRecord at(int sequence, StreamRecord taken) {
    return Samples.delivered(3, sequence, NOON.plus(Duration.ofMinutes(sequence * 40L)), taken);
  }

  private void archive(Set<String> gone, LaneRecord... records) {
    var archive =
        new Archive(
            stores.all(
                new InMemorySubjects(),
                (record, why) -> steps.add("failure"),
                (token, found) -> steps.add(token),
                applications -> gone),
            Runnable::run);
    assertThat(archive.store(List.of(records))).isEmpty();
  }

  private EndedArchive ended(ArchiveObjects objects, LabelIndex index) {
    return new EndedArchive(
        new Hours() {
          @Override
          public List<String> all() {
            return parts(2);
          }

          private List<String> parts(int depth) {
            return stores.names().stream()
                .map(name -> String.join("/", List.of(name.split("/")).subList(1, 1 + depth)))
                .distinct()
                .toList();
          }

          @Override
          public List<String> objects(String hour) {
            return stores.names().stream().filter(name -> name.contains(hour)).toList();
          }

          @Override
          public List<String> days() {
            return parts(1);
          }

          @Override
          public List<String> objectsOfDay(String day) {
            return objects(day);
          }
        },
        new Expulsion(objects, files, index, Runnable::run));
  }

  private void remove(EndedArchive archive) {
    archive.parts("app_1").forEach(part -> archive.remove("app_1", part));
  }

  private static long count(EndedArchive archive) {
    return archive.parts("app_1").stream().mapToLong(part -> archive.count("app_1", part)).sum();
  }

  private static long search(EndedArchive archive) {
    return archive.looks("app_1").stream().mapToLong(look -> archive.search("app_1", look)).sum();
  }

  private List<String> labels() {
    return stores.lines().stream().map(Line::label).toList();
  }

  @Test
  void itsLinesGoOutOfAllHoursAndTheOthersStay() {
    archive(
        Set.of(),
        at(1, taken("app_1", "a")),
        at(2, taken("app_2", "b")),
        at(3, taken("app_1", "a")),
        at(4, taken("app_1", "c")));
    var archive = ended(stores, stores);
    assertThat(archive.parts("app_1")).hasSize(3);
    assertThat(count(archive)).isEqualTo(3);
    assertThat(search(archive)).isEqualTo(2);
    var before = stores.names();
    remove(archive);
    assertThat(labels()).containsExactly("b");
    assertThat(stores.names()).as("names stay taken").isEqualTo(before);
    assertThat(count(archive)).isZero();
    assertThat(search(archive)).isZero();
    assertThat(stores.objects("a")).isEmpty();
    assertThat(stores.objects("b")).hasSize(1);
  }

  @Test
  void anObjectOfBothKeepsTheOthersLines() {
    archive(Set.of(), at(3, taken("app_1", "a")), at(4, taken("app_2", "b")));
    assertThat(stores.names()).as("both came in an hour").hasSize(1);
    remove(ended(stores, stores));
    assertThat(labels()).containsExactly("b");
    assertThat(stores.objects("b")).hasSize(1);
  }

  @Test
  void anObjectWithoutALineOfItIsNotWritten() {
    archive(Set.of(), at(1, taken("app_2", "b")));
    var version = stores.version(stores.names().getFirst()).orElseThrow();
    remove(ended(stores, stores));
    assertThat(stores.version(stores.names().getFirst())).contains(version);
  }

  @Test
  void whoIsKilledBetweenIndexAndObjectFindsTheLinesAgain() {
    archive(Set.of(), at(1, taken("app_1", "a")));
    var deadly =
        new ArchiveObjects() {
          @Override
          public boolean create(String name, Bytes content) {
            return stores.create(name, content);
          }

          @Override
          public Optional<String> version(String name) {
            return stores.version(name);
          }

          @Override
          public boolean replace(String name, String version, Bytes content) {
            throw new IllegalStateException("killed");
          }

          @Override
          public Optional<Stored> read(String name) {
            return stores.read(name);
          }
        };
    try {
      remove(ended(deadly, stores));
    } catch (RuntimeException e) {
      steps.add("killed");
    }
    assertThat(steps).containsExactly("killed");
    assertThat(stores.objects("a")).as("nothing leads there any more").isEmpty();
    assertThat(search(ended(stores, stores))).isEqualTo(1);
    remove(ended(stores, stores));
    assertThat(labels()).isEmpty();
  }

  @Test
  void itsCommandsAreNotObeyedAgain() {
    var erase = Samples.delivered(3, 1, NOON, Samples.command(Command.Kind.ERASE, "a", "token"));
    archive(Set.of(), erase);
    assertThat(steps).containsExactly("token");
    archive(Set.of("app_1"), erase);
    assertThat(steps).as("which is stored by now").containsExactly("token");
  }

  @Test
  void whatComesOfItAfterwardsIsNotArchived() {
    archive(Set.of("app_1"), at(1, taken("app_1", "a")), at(2, taken("app_2", "b")));
    assertThat(labels()).containsExactly("b");
    assertThat(steps).isEmpty();
    assertThat(stores.read(3).mark()).as("it is done with").endsWith("2");
  }
}
