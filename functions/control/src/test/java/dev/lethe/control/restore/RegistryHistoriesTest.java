package dev.lethe.control.restore;

import static dev.lethe.control.restore.RegistryWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.IssuedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Random histories: a Registry that is lost, and made again of a backup by whoever is killed now
/// and then, allows nothing that is not allowed.
class RegistryHistoriesTest {

  private static final int STEPS = 80;
  private static final List<Feature> FEATURES = List.of(Feature.values());

  @Property(tries = 100)
  void nothingIsAllowedThatIsNot(@ForAll long seed) {
    var random = new Random(seed);
    var world = new RegistryWorld(random);
    var apps = new ArrayList<>(List.of(world.enrol(0)));
    var keys = new ArrayList<>(List.of(world.issue(new Grant.Secret(CUSTOMER), 0)));
    var backup = world.backUp();
    for (var step = 0; step < STEPS; step++) {
      world.now = world.now.plus(Duration.ofMinutes(random.nextInt(300)));
      act(random, world, apps, keys);
      if (random.nextInt(10) == 0) {
        backup = world.backUp();
      }
      if (random.nextInt(10) == 0 || step == STEPS - 1) {
        world.lose(world.backUp(), random);
        world.killing.may(true);
        world.restore(backup);
        world.killing.may(false);
        assertKept(world, backup, apps);
        assertNothingOpens(world, keys);
        assertNobodyComesBack(world);
      }
    }
  }

  private static void act(
      Random random, RegistryWorld world, List<String> apps, List<IssuedKey> keys) {
    var app = apps.get(random.nextInt(apps.size()));
    switch (random.nextInt(15)) {
      case 0 -> apps.add(world.enrol(apps.size()));
      case 1 -> world.terminate(app, Duration.ofHours(random.nextInt(9)));
      case 2 -> world.cancel(app);
      case 3 -> world.goOn(app);
      case 4 -> keys.add(world.issue(owner(random, app), keys.size()));
      case 5 -> world.revoke(keys.get(random.nextInt(keys.size())));
      case 6 -> {
        if (!world.application(app).isGone()) {
          world.change(app, 1 + random.nextInt(90));
        }
      }
      case 7 -> {
        var key = keys.get(random.nextInt(keys.size()));
        if (world.truth.keys().containsKey(key.hash())) {
          world.close(key, world.now.plus(Duration.ofHours(random.nextInt(9))));
        }
      }
      case 8, 9 -> {
        var isDeleted = random.nextInt(3) == 0;
        world.contact("con_" + random.nextInt(4), isDeleted ? null : "at " + world.now);
      }
      default -> {
        if (!world.application(app).isGone()) {
          world.switchFeature(
              app, FEATURES.get(random.nextInt(FEATURES.size())), random.nextBoolean());
        }
      }
    }
  }

  private static Grant owner(Random random, String app) {
    return random.nextBoolean() ? new Grant.Write(app) : new Grant.Secret(CUSTOMER);
  }

  /// Nobody who was deleted, and nobody as they were before they were corrected.
  private static void assertNobodyComesBack(RegistryWorld world) {
    var back =
        Objects.requireNonNull(
            (RegistryWorld.CustomerItem) world.table.get("customer#" + CUSTOMER));
    assertThat(world.contacts).containsAllEntriesOf(back.contacts());
  }

  private static void assertNothingOpens(RegistryWorld world, List<IssuedKey> keys) {
    for (var key : keys) {
      var truth = world.truth.keys().get(key.hash());
      var back = (IssuedKey) world.table.get("key#" + key.hash());
      if (back != null && (truth == null || truth.hasExpired(world.now))) {
        assertThat(back.hasExpired(world.now)).as(key.name()).isTrue();
      }
      if (back != null) {
        assertThat(world.linked.getOrDefault(key.grant().owner(), Set.of())).contains(key.hash());
      }
    }
  }

  private static void assertKept(
      RegistryWorld world, RegistryWorld.Copy backup, List<String> apps) {
    for (var app : apps) {
      var truth = world.application(app);
      var restored = (Application) world.table.get("app#" + app);
      if (restored == null) {
        assertThat(backup.items()).as("made since").doesNotContainKey("app#" + app);
        continue;
      }
      assertThat(restored.ending()).isEqualTo(truth.ending());
      assertThat(world.linked.getOrDefault(CUSTOMER, Set.of()).contains(app))
          .isEqualTo(!truth.isGone());
      if (!truth.isGone()) {
        assertThat(restored.settings())
            .isEqualTo(truth.settings().withFeatures(restored.settings().features()));
        assertThat(truth.settings().features()).containsAll(restored.settings().features());
        world.truth.keys().values().stream()
            .filter(key -> key.grant().owner().equals(app))
            .filter(key -> backup.items().containsKey("key#" + key.hash()))
            .forEach(key -> assertThat(world.table).containsKey("key#" + key.hash()));
      }
    }
  }
}
