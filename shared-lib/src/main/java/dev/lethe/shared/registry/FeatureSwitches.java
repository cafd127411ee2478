package dev.lethe.shared.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// When features of applications were switched, and who said so. Each is written together with the
/// switch ([Enrolment#switchFeature]), and goes when its application ends.
@FunctionalInterface
public interface FeatureSwitches {

  /// How many one page holds at most.
  int MOST = 100;

  /// Those of an application, the latest first.
  ///
  /// @param limit how many at most, 1 to [#MOST]
  /// @param after where the page before ended; nothing for the first
  Page of(String app, int limit, OptionalInt after);

  /// All of an application, in the order in which they were made.
  default List<FeatureSwitch> all(String app) {
    var found = new ArrayList<FeatureSwitch>();
    var after = OptionalInt.empty();
    do {
      var page = of(app, MOST, after);
      found.addAll(page.switches());
      after = page.next();
    } while (after.isPresent());
    return List.copyOf(found.reversed());
  }

  /// Some switches.
  ///
  /// @param next where the next page begins; nothing if this is the last
  record Page(List<FeatureSwitch> switches, OptionalInt next) {

    public Page {
      switches = List.copyOf(switches);
    }
  }
}
