package dev.lethe.archive;

import dev.lethe.shared.record.Command;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.record.StreamRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/// What a gate puts on the stream, and what it knows: whose life is over, and who is held.
final class Sent {

  /// By label, whether it was held in each state of its subject.
  private final Map<String, List<Boolean>> states = new HashMap<>();

  private final Map<String, Command> commands = new HashMap<>();
  private final Set<String> erased = new HashSet<>();

  private List<Boolean> states(String label) {
    return states.computeIfAbsent(label, unseen -> new ArrayList<>(List.of(false)));
  }

  /// A record, perhaps one that was decided under an older state and was under way for long. What
  /// is decided while its subject is held has no facts.
  StreamRecord line(String label, Random random) {
    var ofLabel = states(label);
    var state = random.nextInt(3) == 0 ? random.nextInt(ofLabel.size()) : ofLabel.size() - 1;
    var taken = Samples.taken(label, random.nextInt(3) == 0 ? 30 : 90);
    return ofLabel.get(state) ? taken.withFacts(List.of()) : taken;
  }

  LaneMessage erase(String label, String token) {
    erased.add(label);
    return put(Samples.command(Command.Kind.ERASE, label, token));
  }

  /// A restriction, or its lifting. Who is erased has nothing to restrict any more.
  LaneMessage change(String label, String token) {
    if (erased.contains(label)) {
      return erase(label, token);
    }
    var ofLabel = states(label);
    var isHeld = !ofLabel.getLast();
    var kind = isHeld ? Command.Kind.RESTRICT : Command.Kind.LIFT;
    ofLabel.add(isHeld);
    return put(Samples.command(kind, label, ofLabel.size() - 1, token));
  }

  /// A command that was sent before, perhaps long before.
  LaneMessage again(String label, String token, Random random) {
    var before =
        commands.values().stream()
            .filter(command -> command.label().equals(label))
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList();
    if (before.isEmpty()) {
      return change(label, token);
    }
    var command = before.get(random.nextInt(before.size()));
    return put(Samples.command(command.kind(), label, command.state(), token));
  }

  private Command put(Command command) {
    commands.put(String.valueOf(command.token()), command);
    return command;
  }

  /// What a command asks for: all that ask for the same are answered alike.
  String question(String token) {
    return question(Objects.requireNonNull(commands.get(token)));
  }

  private static String question(Command command) {
    return command.kind() == Command.Kind.ERASE
        ? command.label()
        : question(command.label(), command.state());
  }

  static String question(String label, long state) {
    return label + " in state " + state;
  }

  Set<String> questions() {
    var questions = new HashSet<String>();
    commands.values().forEach(command -> questions.add(question(command)));
    return questions;
  }

  Set<String> erased() {
    return Set.copyOf(erased);
  }

  boolean isHeld(String label) {
    return states(label).getLast();
  }
}
