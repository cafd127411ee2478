package dev.lethe.subjects.rectification;

import dev.lethe.shared.rights.CaseId;
import dev.lethe.shared.rights.CaseLife;
import dev.lethe.shared.vault.Pseudonym;
import dev.lethe.shared.vault.SubjectKey;
import dev.lethe.shared.vault.SubjectState;
import dev.lethe.subjects.packages.Portrait;
import dev.lethe.subjects.packages.Portrait.SealedCorrections;
import dev.lethe.subjects.packages.Portraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Subjects in memory, with what was put right about them.
public final class InMemoryProfiles implements Profiles {

  private record Key(String app, Pseudonym subject) {}

  private record Profile(String label, Map<UUID, SealedCorrections> corrections) {}

  private final Duration kept;
  private final Map<Key, SubjectState> states = new HashMap<>();
  private final Map<Key, Profile> profiles = new HashMap<>();
  private final Map<Key, Map<Pseudonym, Instant>> links = new HashMap<>();

  /// @param kept for how long an application keeps a subject's data
  public InMemoryProfiles(Duration kept) {
    this.kept = kept;
  }

  public synchronized void put(String app, Pseudonym subject, SubjectState state) {
    states.put(new Key(app, subject), state);
  }

  public synchronized void link(String app, Pseudonym one, Pseudonym other, Instant until) {
    links.computeIfAbsent(new Key(app, one), unseen -> new HashMap<>()).put(other, until);
    links.computeIfAbsent(new Key(app, other), unseen -> new HashMap<>()).put(one, until);
  }

  @Override
  public synchronized void append(
      CaseId id, CaseLife life, SubjectKey key, byte[] corrections, Instant at) {
    var subject = new Key(id.app(), life.subject());
    var present = states.getOrDefault(subject, SubjectState.UNKNOWN).life();
    if (present == null || !present.label().equals(life.label())) {
      return;
    }
    var before = profiles.get(subject);
    var all = new LinkedHashMap<UUID, SealedCorrections>();
    if (before != null && before.label().equals(present.label())) {
      all.putAll(before.corrections());
    }
    var added = new SealedCorrections(id.request(), at, key.seal(corrections));
    all.putIfAbsent(id.request(), added);
    profiles.put(subject, new Profile(present.label(), all));
  }

  private boolean lives(Key subject, CaseLife life) {
    var present = states.getOrDefault(subject, SubjectState.UNKNOWN).life();
    return present != null && present.label().equals(life.label());
  }

  /// What is known at a time.
  public Portraits portraits(Instant now) {
    return (app, life) -> portrait(new Key(app, life.subject()), life, now);
  }

  private synchronized Portrait portrait(Key subject, CaseLife life, Instant now) {
    var profile = profiles.get(subject);
    var corrections =
        profile != null && profile.label().equals(life.label()) && lives(subject, life)
            ? profile.corrections().values().stream()
                .filter(one -> now.isBefore(one.at().plus(kept)))
                .sorted(
                    Comparator.comparing(SealedCorrections::at)
                        .thenComparing(SealedCorrections::request))
                .toList()
            : List.<SealedCorrections>of();
    var linked =
        links.getOrDefault(subject, Map.of()).values().stream().filter(now::isBefore).count();
    return new Portrait(states.getOrDefault(subject, SubjectState.UNKNOWN), linked, corrections);
  }
}
