package dev.lethe.shared.env;

import dev.lethe.shared.record.WireNamed;
import java.util.Map;
import java.util.Optional;

/// The environment of a function, read strictly: a variable that is missing stops the function
/// while it starts, not while it serves.
public record Env(Map<String, String> variables) {

  /// The environment of this process.
  public static Env ofProcess() {
    return new Env(System.getenv());
  }

  /// The value of a variable that must be there.
  ///
  /// @throws IllegalStateException if it is missing or blank
  public String required(String name) {
    var value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("The environment variable " + name + " is not set.");
    }
    return value;
  }

  /// The value of a variable that may be missing or blank.
  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /// The value of a variable that must be there and be a whole number of at least `least`.
  ///
  /// @throws IllegalStateException if it is missing, not a number, or too small
  public int requiredInt(String name, int least) {
    var text = required(name);
    try {
      var value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the name of the variable.
    }
    throw new IllegalStateException(
        "The environment variable " + name + " must be a whole number, " + least + " or more.");
  }

  /// The constant that a variable names, which must be there.
  ///
  /// @throws IllegalStateException if it is missing, or names none
  public <E extends Enum<E> & WireNamed> E requiredOneOf(Class<E> constants, String name) {
    return WireNamed.find(constants, required(name))
        .orElseThrow(() ->
            new IllegalStateException(
                "The environment variable " + name + " names no " + constants.getSimpleName()));
  }
}
