package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.archive.ArchiveObjects.Stored;
import dev.lethe.archive.Checkpoints.SupersededException;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What all stores of the archive must do; run against those in memory, and those on AWS.
public abstract class ArchiveStoresContract {

  private final long shard = ThreadLocalRandom.current().nextLong(1_000_000_000_000L);
  private final String name = "contract/" + UUID.randomUUID();
  private final String label = UUID.randomUUID().toString();

  protected abstract ArchiveObjects objects();

  protected abstract Checkpoints checkpoints();

  protected abstract LabelIndex index();

  protected abstract Standings standings();

  private static Bytes bytes(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private Position at(int sequence) {
    return Position.of("shardId-%012d:%d".formatted(shard, sequence));
  }

  @Test
  void anObjectIsCreatedOnce() {
    assertThat(objects().read(name)).isEmpty();
    assertThat(objects().version(name)).isEmpty();
    assertThat(objects().create(name, bytes("first"))).isTrue();
    assertThat(objects().create(name, bytes("second"))).isFalse();
    assertThat(objects().read(name).map(Stored::content)).contains(bytes("first"));
  }

  @Test
  void anObjectIsWrittenOverTheVersionThatWasSeenOnly() {
    assertThat(objects().replace(name, "\"none\"", bytes("nothing"))).isFalse();
    objects().create(name, bytes("first"));
    var seen = objects().version(name).orElseThrow();
    assertThat(objects().read(name).map(Stored::version)).contains(seen);
    assertThat(objects().replace(name, seen, bytes("second"))).isTrue();
    assertThat(objects().replace(name, seen, bytes("third"))).isFalse();
    assertThat(objects().read(name).map(Stored::content)).contains(bytes("second"));
  }

  @Test
  void aMarkMovesFromTheStateThatWasReadOnly() throws SupersededException {
    var fresh = checkpoints().read(shard);
    assertThat(fresh.mark()).isNull();
    var moved = checkpoints().move(fresh, at(7));
    assertThat(checkpoints().read(shard)).isEqualTo(moved);
    assertThat(checkpoints().of(shard).sequence()).isEqualTo(at(7).sequence());
    assertThatThrownBy(() -> checkpoints().move(fresh, at(9)))
        .isInstanceOf(SupersededException.class);
    assertThat(checkpoints().move(moved, at(10)).mark()).isEqualTo(at(10).sequence());
  }

  @Test
  void whoeverClaimsKeepsOthersFromMovingTheMark() throws SupersededException {
    var read = checkpoints().move(checkpoints().read(shard), at(7));
    var claimed = checkpoints().claim(read);
    assertThat(claimed.mark()).isEqualTo(read.mark());
    assertThat(checkpoints().read(shard)).isEqualTo(claimed);
    assertThatThrownBy(() -> checkpoints().claim(read)).isInstanceOf(SupersededException.class);
    assertThatThrownBy(() -> checkpoints().move(read, at(8)))
        .isInstanceOf(SupersededException.class);
    assertThat(checkpoints().move(claimed, at(8)).claim()).isNull();
  }

  @Test
  void aNewShardIsClaimedToo() throws SupersededException {
    var fresh = checkpoints().read(shard);
    checkpoints().claim(fresh);
    assertThatThrownBy(() -> checkpoints().claim(fresh)).isInstanceOf(SupersededException.class);
    assertThat(checkpoints().of(shard).sequence()).isNull();
  }

  @Test
  void objectsOfALabelAreFoundUntilTheyAreRemoved() {
    var names =
        IntStream.range(0, 60).mapToObj(number -> "%s-%03d".formatted(name, number)).toList();
    names.forEach(object -> index().add(object, List.of(label, "other" + label)));
    index().add(names.getFirst(), List.of(label));
    assertThat(index().objects(label)).containsExactlyElementsOf(names);
    index().remove(label, names.subList(1, 60));
    assertThat(index().objects(label)).containsExactly(names.getFirst());
    assertThat(index().objects("other" + label)).hasSize(60);
  }

  @Test
  void anObjectIsTakenFromManyLabelsAtOnce() {
    var labels = IntStream.range(0, 60).mapToObj(number -> number + label).toList();
    index().add(name, labels);
    index().add(name + "-other", labels);
    index().removeAll(name, labels.subList(1, 60));
    assertThat(index().objects(labels.getFirst())).containsExactlyInAnyOrder(name, name + "-other");
    assertThat(index().objects(labels.getLast())).containsExactly(name + "-other");
  }

  @Test
  void theDeadAreKnown() {
    var many = IntStream.range(0, 130).mapToObj(number -> label + number).toList();
    assertThat(standings().of(many)).isEmpty();
    assertThat(standings().of(List.of())).isEmpty();
    many.subList(60, 130).forEach(standings()::bury);
    assertThat(standings().of(many))
        .containsOnlyKeys(many.subList(60, 130))
        .allSatisfy(
            (dead, standing) -> assertThat(standing).isEqualTo(new LabelStanding(true, false)));
  }

  private LabelStanding standing() {
    return standings().of(List.of(label)).getOrDefault(label, LabelStanding.FREE);
  }

  @Test
  void theNewestStateSaysWhetherALabelIsHeld() {
    standings().hold(label, 5, true);
    assertThat(standing()).isEqualTo(new LabelStanding(false, true));
    standings().hold(label, 10, false);
    assertThat(standing()).isEqualTo(LabelStanding.FREE);
    standings().hold(label, 5, true);
    standings().hold(label, 9, true);
    standings().hold(label, 10, true);
    assertThat(standing()).isEqualTo(LabelStanding.FREE);
    standings().hold(label, 11, true);
    assertThat(standing()).isEqualTo(new LabelStanding(false, true));
  }

  @Test
  void whoIsHeldMayDieAndIsStillHeld() {
    standings().hold(label, 5, true);
    standings().bury(label);
    assertThat(standing()).isEqualTo(new LabelStanding(true, true));
    standings().hold(label, 6, false);
    assertThat(standing()).isEqualTo(new LabelStanding(true, false));
  }

  @Test
  void whatWasFoundFirstInAStateStays() {
    assertThat(standings().note(label, 5, new Found(2, 5))).isEqualTo(new Found(2, 5));
    assertThat(standings().note(label, 10, new Found(1, 1))).isEqualTo(new Found(1, 1));
    assertThat(standings().note(label, 5, new Found(9, 9))).isEqualTo(new Found(2, 5));
    assertThat(standings().note(label, new Found(3, 3))).isEqualTo(new Found(3, 3));
  }

  @Test
  void whatWasFoundFirstStays() {
    standings().bury(label);
    assertThat(standings().note(label, new Found(2, 5))).isEqualTo(new Found(2, 5));
    standings().bury(label);
    assertThat(standings().note(label, new Found(0, 0))).isEqualTo(new Found(2, 5));
    assertThat(standing()).isEqualTo(new LabelStanding(true, false));
  }
}
