package dev.lethe.retention.probe;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All kinds that the policy knows.
public final class Kinds {

  private static final List<Kind> ALL =
      Stream.of(
              TableKinds.ALL.stream(),
              BucketKinds.ALL.stream(),
              places(Place.Form.BUCKET).map(BucketKinds::unfinished),
              Stream.of(Place.values()).map(Kinds::unknown))
          .flatMap(kinds -> kinds)
          .sorted()
          .toList();

  private static final Map<String, Kind> BY_NAME =
      ALL.stream()
          .collect(Collectors.toMap(kind -> key(kind.place(), kind.name()), Function.identity()));

  private Kinds() {}

  private static Stream<Place> places(Place.Form form) {
    return Stream.of(Place.values()).filter(place -> place.form() == form);
  }

  private static String key(Place place, String name) {
    return place.wireName() + '/' + name;
  }

  /// The kind of a name.
  ///
  /// @throws IllegalArgumentException if there is none
  static Kind of(Place place, String name) {
    var kind = BY_NAME.get(key(place, name));
    if (kind == null) {
      throw new IllegalArgumentException("There is no such kind.");
    }
    return kind;
  }

  /// What a place may hold, found or not.
  public static List<Kind> of(Place place) {
    return ALL.stream()
        .filter(kind -> kind.place() == place && !(kind.keeping() instanceof Keeping.MayNotBe))
        .toList();
  }

  /// What no rule knows.
  public static Kind unknown(Place place) {
    return new Kind(place, "unknown", "what no rule knows", new Keeping.MayNotBe());
  }
}
