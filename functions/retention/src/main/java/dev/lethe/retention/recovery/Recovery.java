package dev.lethe.retention.recovery;

import dev.lethe.retention.Applications;
import dev.lethe.shared.vault.SealedKeyring;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/// Recovers the Vault when it was lost: rights come back from the register, and only then an
/// application's keys, without which nothing is taken. What was sealed before, and whose it was, is
/// lost. It may be killed anywhere, and run beside itself: the next time goes on where it was left.
final class Recovery {

  private final Applications applications;
  private final KeptPeppers peppers;
  private final NewKeys keys;
  private final RightsRegister register;
  private final LostVault vault;
  private final Executor threads;
  private final Clock clock;

  /// What it reads.
  record Kept(Applications applications, KeptPeppers peppers, RightsRegister register) {}

  /// @param threads in which subjects are put beside each other
  Recovery(Kept kept, NewKeys keys, LostVault vault, Executor threads, Clock clock) {
    this.applications = kept.applications();
    this.peppers = kept.peppers();
    this.register = kept.register();
    this.keys = keys;
    this.vault = vault;
    this.threads = threads;
    this.clock = clock;
  }

  /// What was done.
  ///
  /// @param recovered how many applications are served again
  /// @param subjects how many subjects something stands of were put
  /// @param ended how many applications have no pepper any more, and stay as they are
  /// @param isDone whether all applications were looked at
  record Outcome(int recovered, long subjects, int ended, boolean isDone) {}

  /// Recovers all applications whose keys are not there.
  ///
  /// @param until when to stop; the rest is for the next time
  Outcome run(Instant until) {
    var recovered = 0;
    var subjects = 0L;
    var ended = 0;
    for (var application : applications.all()) {
      var app = application.id();
      if (vault.hasKeys(app)) {
        continue;
      }
      var pepper = peppers.of(app);
      if (pepper.isEmpty()) {
        ended++;
        continue;
      }
      var last = vault.last(app).orElse(null);
      for (var some = register.after(app, last); !some.isEmpty(); ) {
        if (!clock.instant().isBefore(until)) {
          return new Outcome(recovered, subjects, ended, false);
        }
        put(app, some);
        subjects += some.size();
        last = some.getLast().subject();
        vault.goOnAfter(app, last);
        some = register.after(app, last);
      }
      vault.serve(
          app, SealedKeyring.recovered(pepper.get(), () -> keys.create(app), clock.instant()));
      recovered++;
    }
    return new Outcome(recovered, subjects, ended, true);
  }

  private void put(String app, List<RightsRegister.Standing> some) {
    var now = clock.instant();
    var puts =
        some.stream()
            .map(standing ->
                CompletableFuture.runAsync(
                    () -> vault.put(app, standing, standing.state().recovered(now)), threads))
            .toList();
    try {
      puts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw new IllegalStateException("Not all rights could be put in the Vault.", e.getCause());
    }
  }
}
