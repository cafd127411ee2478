package dev.lethe.shared.vault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A register of what stands that lives as long as a test.
public final class InMemoryRegister {

  private final Map<String, SortedMap<String, SubjectState>> standing = new TreeMap<>();

  /// What stands of an application's subjects.
  private SortedMap<String, SubjectState> ofApp(String app) {
    return standing.computeIfAbsent(app, unseen -> new TreeMap<>());
  }

  /// Whether a change may be made; then it is told.
  public synchronized boolean take(
      String app, Pseudonym subject, SubjectState before, SubjectState after, Instant now) {
    return switch (StandingChange.of(before, after, now)) {
      case StandingChange.None() -> true;
      case StandingChange.Removed() -> {
        ofApp(app).remove(subject.text());
        yield true;
      }
      case StandingChange.Entered(var entered, var isFirst) -> {
        var known = ofApp(app).get(subject.text());
        if (isFirst && known != null && !known.standing(now).isNothing()) {
          yield false;
        }
        ofApp(app).put(subject.text(), entered);
        yield true;
      }
    };
  }

  /// Says what stands of a subject, whatever was said before.
  public synchronized void set(String app, Pseudonym subject, SubjectState stands) {
    if (stands.isNothing()) {
      ofApp(app).remove(subject.text());
    } else {
      ofApp(app).put(subject.text(), stands);
    }
  }

  /// What stands of a subject.
  public synchronized Optional<SubjectState> of(String app, Pseudonym subject) {
    return Optional.ofNullable(ofApp(app).get(subject.text()));
  }

  /// All of an application behind a subject, in the order of their pseudonyms.
  public synchronized SortedMap<String, SubjectState> after(String app, @Nullable Pseudonym last) {
    var all = ofApp(app);
    return new TreeMap<>(last == null ? all : all.tailMap(last.text() + '\0'));
  }

  /// Deletes what is over, as TTL does some time.
  public synchronized void expire(Instant now) {
    standing.values().forEach(all -> all.values().removeIf(one -> one.standing(now).isNothing()));
  }
}
