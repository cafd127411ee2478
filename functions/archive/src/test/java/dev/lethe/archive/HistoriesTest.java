package dev.lethe.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.lane.Lineage;
import dev.lethe.shared.lane.Position;
import dev.lethe.shared.record.Bytes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random histories: each line is there once, and nothing of the erased; facts are sealed of those
/// who are held, and of nobody else. What breaks a rule is found within the same histories.
class HistoriesTest {

  private static final int FIXED = 1_500;
  private static final int FRESH = 300;
  private static final AtomicLong NEWEST = new AtomicLong(1_000);

  @Test
  void eachLineIsThereOnceAndNothingOfTheErasedAndFactsOfTheHeldAreSealed() {
    var fresh = ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE);
    System.out.println("Fresh histories of the archive begin at seed " + fresh + ".");
    for (var seed = 0L; seed < FIXED; seed++) {
      assertThat(new World(seed, stores -> stores).play()).as("seed %d", seed).isEmpty();
    }
    for (var seed = fresh; seed < fresh + FRESH; seed++) {
      assertThat(new World(seed, stores -> stores).play()).as("seed %d", seed).isEmpty();
    }
  }

  /// What a store does in place of one of its methods.
  private interface Instead {
    @Nullable Object of(Object[] arguments) throws Throwable;
  }

  private static <T> T instead(Class<T> port, T store, String method, Instead instead) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                return instead.of(arguments);
              }
              try {
                return called.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  static Stream<Named<World.Fault>> faults() {
    return Stream.of(
        Named.of("an object is written over whatever is there", HistoriesTest::overwriting),
        Named.of("an object is written over a version that was not seen", HistoriesTest::unseen),
        Named.of("nobody claims", HistoriesTest::unclaimed),
        Named.of("a mark moves whoever claimed", HistoriesTest::moving),
        Named.of("the dead are not known", HistoriesTest::undead),
        Named.of("the held are not known", HistoriesTest::unheld),
        Named.of("an older state counts", HistoriesTest::older),
        Named.of("how labels stand was read before", HistoriesTest::remembering),
        Named.of("an object that is as it should be is not written", HistoriesTest::untouching),
        Named.of("labels are not in the index", HistoriesTest::unindexed),
        Named.of("what is found later counts", HistoriesTest::recounted),
        Named.of("children do not wait for their parents", HistoriesTest::orphaned));
  }

  private static Stores overwriting(Stores stores) {
    var objects = stores.objects();
    return World.with(
        stores,
        instead(ArchiveObjects.class, objects, "create", asked -> overwrite(objects, asked)));
  }

  private static boolean overwrite(ArchiveObjects objects, Object[] asked) {
    var name = (String) asked[0];
    var content = (Bytes) asked[1];
    return objects
        .version(name)
        .map(version -> objects.replace(name, version, content))
        .orElseGet(() -> objects.create(name, content));
  }

  private static Stores unseen(Stores stores) {
    var objects = stores.objects();
    return World.with(
        stores,
        instead(
            ArchiveObjects.class,
            objects,
            "replace",
            asked -> overwrite(objects, new Object[] {asked[0], asked[2]})));
  }

  private static Stores unclaimed(Stores stores) {
    return World.with(
        stores, instead(Checkpoints.class, stores.checkpoints(), "claim", asked -> asked[0]));
  }

  private static Stores moving(Stores stores) {
    var checkpoints = stores.checkpoints();
    return World.with(
        stores,
        instead(
            Checkpoints.class,
            checkpoints,
            "move",
            asked ->
                checkpoints.move(
                    checkpoints.read(((Checkpoints.State) asked[0]).shard()),
                    (Position) asked[1])));
  }

  private static Stores undead(Stores stores) {
    return standing(stores, standing -> new LabelStanding(false, standing.isHeld()));
  }

  private static Stores unheld(Stores stores) {
    return standing(stores, standing -> new LabelStanding(standing.isDead(), false));
  }

  private static Stores standing(Stores stores, UnaryOperator<LabelStanding> otherwise) {
    var standings = stores.standings();
    return World.with(
        stores,
        instead(
            Standings.class,
            standings,
            "of",
            asked -> {
              var known = new HashMap<>(standings.of(labels(asked)));
              known.replaceAll((label, standing) -> otherwise.apply(standing));
              return known;
            }));
  }

  @SuppressWarnings("unchecked") // It is what the method is called with.
  private static Collection<String> labels(Object[] asked) {
    return (Collection<String>) asked[0];
  }

  private static Stores older(Stores stores) {
    var standings = stores.standings();
    return World.with(
        stores,
        instead(
            Standings.class,
            standings,
            "hold",
            asked -> {
              // Newer than all that there are, whatever it is.
              standings.hold((String) asked[0], NEWEST.incrementAndGet(), (boolean) asked[2]);
              return null;
            }));
  }

  private static Stores remembering(Stores stores) {
    var standings = stores.standings();
    var remembered = new HashMap<Object, Map<String, LabelStanding>>();
    return World.with(
        stores,
        instead(
            Standings.class,
            standings,
            "of",
            asked ->
                remembered.computeIfAbsent(
                    Set.copyOf(labels(asked)), unseen -> standings.of(labels(asked)))));
  }

  private static Stores untouching(Stores stores) {
    var objects = stores.objects();
    return World.with(
        stores,
        instead(
            ArchiveObjects.class,
            objects,
            "replace",
            asked -> {
              var name = (String) asked[0];
              var content = (Bytes) asked[2];
              var lines = stores.files().read(content);
              var there = objects.read(name).map(stored -> stores.files().read(stored.content()));
              return there.equals(Optional.of(lines))
                  || objects.replace(name, (String) asked[1], content);
            }));
  }

  private static Stores unindexed(Stores stores) {
    return World.with(stores, instead(LabelIndex.class, stores.index(), "add", asked -> null));
  }

  private static Stores recounted(Stores stores) {
    return World.with(
        stores,
        instead(Standings.class, stores.standings(), "note", asked -> asked[asked.length - 1]));
  }

  private static Stores orphaned(Stores stores) {
    return World.with(
        stores, instead(Lineage.class, stores.lineage(), "parents", asked -> List.of()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatBreaksARuleIsFound(World.Fault fault) {
    var found =
        Stream.iterate(0L, seed -> seed < FIXED, seed -> seed + 1)
            .map(seed -> new World(seed, fault).play())
            .filter(wrong -> !wrong.isEmpty())
            .findFirst();
    assertThat(found).isPresent();
  }
}
