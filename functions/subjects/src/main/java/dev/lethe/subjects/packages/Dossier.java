package dev.lethe.subjects.packages;

import dev.lethe.shared.rights.CaseLife;
import dev.lethe.subjects.request.Correction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a package tells of one subject; filled while its events pass.
final class Dossier {

  /// More names than this are summed: who invents one for each event is shown all in the events.
  private static final int NAMES = 200;

  private static final String OTHERS = "(others)";

  /// What was put right by a request.
  record Corrected(UUID request, Instant at, List<Correction> corrections) {}

  /// A screenshot in the package.
  record Picture(String file, Instant taken, String mediaType) {}

  /// What it is called in the package: `user-1`.
  final String name;

  final CaseLife life;
  final Portrait portrait;
  final Attributes attributes = new Attributes();
  final List<Corrected> corrections = new ArrayList<>();
  final List<Picture> pictures = new ArrayList<>();
  final SortedMap<LocalDate, Long> days = new TreeMap<>();
  final SortedMap<String, Long> names = new TreeMap<>();

  /// What was counted, as JSON; nothing if there is no life.
  @Nullable String counts;

  Dossier(String name, CaseLife life, Portrait portrait) {
    this.name = name;
    this.life = life;
    this.portrait = portrait;
  }

  void take(EventLine event) {
    days.merge(LocalDate.ofInstant(event.received(), ZoneOffset.UTC), 1L, Long::sum);
    var known = names.containsKey(event.name()) || names.size() < NAMES;
    names.merge(known ? event.name() : OTHERS, 1L, Long::sum);
    event
        .traits()
        .forEach((attribute, value) -> attributes.say(attribute, value, event.received()));
  }

  void take(Corrected corrected) {
    corrections.add(corrected);
    corrected.corrections().forEach(one -> attributes.correct(one, corrected.at()));
  }

  long events() {
    return days.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Whether there is a life that the package tells of.
  boolean isKnown() {
    return counts != null;
  }
}
