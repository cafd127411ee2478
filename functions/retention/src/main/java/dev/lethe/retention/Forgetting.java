package dev.lethe.retention;

import dev.lethe.retention.StoredLives.Life;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.Settings;
import dev.lethe.shared.vault.Keyring;
import dev.lethe.shared.vault.SubjectState;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Forgets subjects who were silent for as long as their application keeps data. DynamoDB's TTL
/// ends most of them; this is for those of whom something is forbidden, which stays, and for all if
/// TTL should fail. And forgets users whose keys went with all that user ids had collected: nobody
/// can open what is theirs, and the Vault still knows who they were. It may be killed anywhere: the
/// next time goes on where it was left.
final class Forgetting {

  /// How many parts are looked at beside each other.
  private static final int AT_A_TIME = 16;

  private final Applications applications;
  private final StoredLives lives;
  private final Executor threads;
  private final Clock clock;

  /// @param threads in which parts of the Vault are looked at beside each other
  Forgetting(Applications applications, StoredLives lives, Executor threads, Clock clock) {
    this.applications = applications;
    this.lives = lives;
    this.threads = threads;
    this.clock = clock;
  }

  /// What was done.
  ///
  /// @param forgotten how many subjects were forgotten
  /// @param isDone whether the whole Vault was looked at
  record Outcome(long forgotten, boolean isDone) {}

  /// What an application keeps.
  ///
  /// @param days for how many days it keeps a subject's data
  /// @param usersKeyNumber the number of its key of user ids
  private record Kept(int days, int usersKeyNumber) {}

  private static final Kept BY_NOBODY =
      new Kept(Settings.LONGEST_RETENTION, Keyring.WrappedKey.OF_NO_USER);

  /// Looks at all subjects.
  ///
  /// @param until when to stop; the rest is for the next time
  Outcome run(Instant until) {
    var kept = applications.all().stream().collect(Collectors.toMap(Application::id, this::kept));
    var first = lives.next();
    var forgotten = 0L;
    for (var seen = 0; seen < StoredLives.PARTS; seen += AT_A_TIME) {
      if (!clock.instant().isBefore(until)) {
        return new Outcome(forgotten, false);
      }
      forgotten += forget(first + seen, kept);
      lives.goOnWith((first + seen + AT_A_TIME) % StoredLives.PARTS);
    }
    return new Outcome(forgotten, true);
  }

  private Kept kept(Application application) {
    return new Kept(application.settings().retentionDays(), lives.usersKeyNumber(application.id()));
  }

  private long forget(int first, Map<String, Kept> kept) {
    var parts =
        IntStream.range(first, first + AT_A_TIME)
            .map(part -> part % StoredLives.PARTS)
            .mapToObj(part -> CompletableFuture.supplyAsync(() -> forgetOf(part, kept), threads))
            .toList();
    try {
      return parts.stream().mapToLong(CompletableFuture::join).sum();
    } catch (CompletionException e) {
      throw new IllegalStateException("A part of the Vault could not be looked at.", e.getCause());
    }
  }

  private long forgetOf(int part, Map<String, Kept> kept) {
    var found =
        lives.of(
            part,
            life -> isOver(life, of(life.app(), kept)),
            link -> isErased(link.usersKeyNumber(), of(link.app(), kept)));
    found.links().forEach(lives::forget);
    return found.lives().stream().filter(lives::forget).count();
  }

  /// Of an application that is not there any more nothing is kept longer than of any other.
  private static Kept of(String app, Map<String, Kept> kept) {
    return kept.getOrDefault(app, BY_NOBODY);
  }

  private boolean isOver(Life life, Kept kept) {
    return isErased(life.usersKeyNumber(), kept)
        || !clock.instant().isBefore(SubjectState.silentAt(life.seen(), kept.days()));
  }

  /// Whether something of a user went with all that user ids had collected.
  private static boolean isErased(int usersKeyNumber, Kept kept) {
    return usersKeyNumber != Keyring.WrappedKey.OF_NO_USER
        && usersKeyNumber < kept.usersKeyNumber();
  }
}
