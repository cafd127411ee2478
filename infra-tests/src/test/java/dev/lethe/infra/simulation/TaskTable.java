package dev.lethe.infra.simulation;

import dev.lethe.shared.lane.TaskAnswers;
import dev.lethe.shared.record.Command;
import dev.lethe.subjects.work.Tasks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Tasks that wait in the Ledger table, and what Step Functions was told of them.
final class TaskTable implements Tasks, TaskAnswers {

  private final boolean isForgetful;
  private int opened;
  private final Map<String, Waiting> tasks = new HashMap<>();
  private final Map<String, Map<String, Object>> told = new HashMap<>();
  private final Map<String, List<Map<String, Long>>> answers = new HashMap<>();

  /// @param isForgetful whether tokens are taken away once they are told
  TaskTable(boolean isForgetful) {
    this.isForgetful = isForgetful;
  }

  private record Waiting(String token, int parts, Map<String, Map<String, Long>> answers) {}

  @Override
  public String open(Command.Consumer consumer, String token, int commands) {
    opened++;
    return open(consumer.wireName() + " task " + opened + ' ', token, commands);
  }

  /// Under a name.
  String open(String task, String token, int commands) {
    if (commands == 0) {
      told.putIfAbsent(token, Map.of());
    } else {
      tasks.put(task, new Waiting(token, commands, new TreeMap<>()));
    }
    return task;
  }

  @Override
  public String name(String task, int number) {
    return task + '.' + number;
  }

  @Override
  public void answer(String name, Map<String, Long> found) {
    answers.computeIfAbsent(name, unseen -> new ArrayList<>()).add(found);
    var dot = name.indexOf('.');
    var task = tasks.get(name.substring(0, dot));
    if (task == null) {
      return;
    }
    task.answers().put(name.substring(dot + 1), found);
    if (task.answers().size() == task.parts()) {
      var sum = new TreeMap<String, Object>();
      task.answers()
          .values()
          .forEach(answer ->
              answer.forEach(
                  (kind, number) -> sum.merge(kind, number, (a, b) -> (Long) a + (Long) b)));
      told.putIfAbsent(task.token(), sum);
      if (isForgetful) {
        tasks.remove(name.substring(0, dot));
      }
    }
  }

  /// What Step Functions was told of a token first; nothing as long as it waits.
  @Nullable Map<String, Object> told(String token) {
    return told.get(token);
  }

  /// All answers that a command got.
  List<Map<String, Long>> answers(String name) {
    return answers.getOrDefault(name, List.of());
  }

  /// The names of commands that lead to a token here: all of them were answered.
  Set<String> leading() {
    var names = new TreeSet<String>();
    tasks.forEach((task, waiting) -> {
      if (waiting.answers().size() == waiting.parts()) {
        waiting.answers().keySet().forEach(part -> names.add(task + '.' + part));
      }
    });
    return names;
  }
}
