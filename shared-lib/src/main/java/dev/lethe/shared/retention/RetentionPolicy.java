package dev.lethe.shared.retention;

import dev.lethe.shared.env.Env;
import dev.lethe.shared.record.WireNamed;
import java.util.EnumMap;
import java.util.Map;

/// For how many days each thing is kept: what the operator chose.
public final class RetentionPolicy {

  /// The environment variable that tells it: `subject_data=90,logs=60`. What it does not name is
  /// standard.
  public static final String VARIABLE = "RETENTION";

  static final RetentionPolicy OF_PROCESS = parse(Env.ofProcess().optional(VARIABLE).orElse(""));

  private final Map<Term, Integer> days;

  private RetentionPolicy(Map<Term, Integer> days) {
    this.days = days;
  }

  /// Reads the form of [#VARIABLE].
  ///
  /// @throws IllegalStateException if it names what is no term, or days that may not be chosen
  static RetentionPolicy parse(String text) {
    var days = new EnumMap<Term, Integer>(Term.class);
    for (var term : Term.values()) {
      days.put(term, term.standard());
    }
    for (var part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      var sides = part.split("=", -1);
      var term =
          WireNamed.find(Term.class, sides[0])
              .orElseThrow(() -> bad("\"" + sides[0] + "\" is no term"));
      days.put(term, number(term, sides));
    }
    return new RetentionPolicy(days);
  }

  private static int number(Term term, String[] sides) {
    try {
      var number = Integer.parseInt(sides.length == 2 ? sides[1] : "");
      if (number >= term.least() && number <= term.most()) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with what may stand there.
    }
    throw bad(
        "%s must be a number of days, %d to %d"
            .formatted(term.wireName(), term.least(), term.most()));
  }

  private static IllegalStateException bad(String why) {
    return new IllegalStateException("The environment variable " + VARIABLE + ": " + why + ".");
  }

  int days(Term term) {
    return days.getOrDefault(term, term.standard());
  }
}
