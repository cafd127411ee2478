package dev.lethe.archive;

import dev.lethe.shared.goals.GoalsOrder;
import dev.lethe.shared.record.UndecodableRecordException;
import dev.lethe.shared.vault.LabelledSubjects;
import dev.lethe.shared.vault.LabelledSubjects.Labelled;
import dev.lethe.shared.vault.WrongKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes goals that are to be forgotten out of lines, whoever else writes their objects meanwhile.
/// Facts that are held are opened for it, and sealed again: the Vault is asked only if there are
/// some.
public final class GoalsOfLines {

  private static final Logger LOG = LoggerFactory.getLogger(GoalsOfLines.class);

  private final Rewrites rewrites;
  private final LabelledSubjects subjects;

  /// @param threads in which objects are read, beside each other
  public GoalsOfLines(
      ArchiveObjects objects, LineFiles files, LabelledSubjects subjects, Executor threads) {
    this.rewrites = new Rewrites(objects, files, threads);
    this.subjects = subjects;
  }

  /// Takes them out of objects.
  ///
  /// @return of how many lines
  public long forget(GoalsOrder order, List<String> names) {
    var changed = new AtomicLong();
    rewrites.each(
        Set.copyOf(names),
        name -> {
          var ofObject = new AtomicLong();
          rewrites.rewrite(name, lines -> without(order, lines, ofObject));
          changed.addAndGet(ofObject.get());
        });
    return changed.get();
  }

  /// @param changed gets how many lines are others
  /// @return nothing if none is
  private Optional<List<Line>> without(GoalsOrder order, List<Line> lines, AtomicLong changed) {
    var keys = keys(order, lines);
    var others = new ArrayList<Line>(lines.size());
    changed.set(0);
    for (var line : lines) {
      var other = isMeant(order, line) ? without(line, keys.get(line.label())) : line;
      others.add(other);
      if (!other.equals(line)) {
        changed.incrementAndGet();
      }
    }
    return changed.get() == 0 ? Optional.empty() : Optional.of(others);
  }

  private static boolean isMeant(GoalsOrder order, Line line) {
    return line.taken().app().equals(order.app()) && order.covers(line.taken().received());
  }

  private Map<String, Labelled> keys(GoalsOrder order, List<Line> lines) {
    var held =
        lines.stream()
            .filter(line -> isMeant(order, line) && line.sealedFacts() != null)
            .map(Line::label)
            .collect(Collectors.toSet());
    return held.isEmpty() ? Map.of() : subjects.find(order.app(), held);
  }

  /// Whose key is gone, of them nobody can read anything.
  private static Line without(Line line, @Nullable Labelled subject) {
    try {
      return line.withoutGoals(subject == null ? null : subject.key());
    } catch (WrongKeyException | UndecodableRecordException e) {
      LOG.error("Facts in the archive are sealed in a way that is not known; they stay so.");
      return line;
    }
  }
}
