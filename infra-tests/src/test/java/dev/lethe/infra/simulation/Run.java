package dev.lethe.infra.simulation;

import java.util.List;
import java.util.Set;

/// A world that was played to its end.
final class Run {

  private final List<String> wrongs;
  private final History history;
  private final Incidents incidents;
  private final int[] choices;

  private Run(List<String> wrongs, History history, Incidents incidents, int[] choices) {
    this.wrongs = wrongs;
    this.history = history;
    this.incidents = incidents;
    this.choices = choices;
  }

  static Run of(Choices choices, Variant variant) {
    return of(choices, variant, History.none());
  }

  private static Run of(Choices choices, Variant variant, History history) {
    var world = new World(choices, variant, history);
    new Director(world, choices).run();
    var wrongs = world.wrongs().isEmpty() ? new Oracle(world).wrongs() : world.wrongs();
    return new Run(List.copyOf(wrongs), history, world.incidents(), choices.made());
  }

  /// The same again, with what happened.
  List<String> history(Variant variant) {
    var again = of(Choices.again(choices), variant, History.of(cells()));
    if (!again.wrongs.equals(wrongs)) {
      throw new IllegalStateException("The same choices came to something else: " + again.wrongs);
    }
    return again.history.lines();
  }

  /// The cells that are wrong.
  private Set<String> cells() {
    return Differences.cells(wrongs);
  }

  boolean isWrong() {
    return !wrongs.isEmpty();
  }

  /// What was wrong at the end; nothing if all was as it should be.
  List<String> wrongs() {
    return wrongs;
  }

  /// Of what kind the first of it is: `COUNT`, `RESIDUE`, …; nothing if nothing is wrong.
  String kind() {
    return isWrong() ? wrongs.getFirst().split("\\W", 2)[0] : "";
  }

  Incidents incidents() {
    return incidents;
  }

  /// How much happened.
  int length() {
    return history.length();
  }

  int[] choices() {
    return choices.clone();
  }
}
