package dev.lethe.shared.record;

import java.util.Locale;
import java.util.Optional;

/// A constant that is known outside this program by its name in lower case: `track`.
public interface WireNamed {

  /// The constant's name in the source, as [Enum#name()] gives it.
  String name();

  /// The name outside.
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The constant that is known by a name, if there is one.
  static <E extends Enum<E> & WireNamed> Optional<E> find(Class<E> constants, String wireName) {
    for (var constant : constants.getEnumConstants()) {
      if (constant.wireName().equals(wireName)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
