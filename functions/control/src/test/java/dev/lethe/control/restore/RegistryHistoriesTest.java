package dev.lethe.control.restore;

import static dev.lethe.control.restore.RegistryWorld.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    var backup = world.backUp();
    for (var step = 0; step < STEPS; step++) {
      world.now = world.now.plus(Duration.ofMinutes(random.nextInt(300)));
      act(random, world, apps);
      if (random.nextInt(10) == 0) {
        backup = world.backUp();
      }
      if (random.nextInt(10) == 0 || step == STEPS - 1) {
        world.lose(world.backUp(), random);
        world.killing.may(true);
        world.restore(backup);
        world.killing.may(false);
        assertKept(world, backup, apps);
      }
    }
  }

  private static void act(Random random, RegistryWorld world, List<String> apps) {
    var app = apps.get(random.nextInt(apps.size()));
    switch (random.nextInt(8)) {
      case 0 -> apps.add(world.enrol(apps.size()));
      case 1 -> world.terminate(app, Duration.ofHours(random.nextInt(9)));
      case 2 -> world.cancel(app);
      case 3 -> world.goOn(app);
      default -> {
        if (!world.application(app).isGone()) {
          world.switchFeature(
              app, FEATURES.get(random.nextInt(FEATURES.size())), random.nextBoolean());
        }
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
        assertThat(truth.settings().features()).containsAll(restored.settings().features());
        if (backup.items().containsKey("key#" + app)) {
          assertThat(world.table).containsKey("key#" + app);
        }
      }
    }
  }
}
