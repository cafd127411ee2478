package dev.lethe.control.restore;

import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import dev.lethe.shared.termination.Terminations;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Terminations of which some were lost, and are entered again; nothing else becomes of them.
///
/// @param known those that were not lost
/// @param renewed those that were entered again, by application
record LostTerminations(Terminations known, Map<String, Termination> renewed)
    implements Terminations, OpenTerminations {

  @Override
  public Optional<Termination> find(String customer, String app) {
    return Optional.ofNullable(renewed.get(app)).or(() -> known.find(customer, app));
  }

  @Override
  public void renew(Termination lost) {
    renewed.putIfAbsent(lost.app(), lost);
  }

  private static AssertionError nobodyAsks() {
    return new AssertionError("Nobody asks for that.");
  }

  @Override
  public List<Termination> of(String customer) {
    throw nobodyAsks();
  }

  @Override
  public boolean schedule(Termination termination) {
    throw nobodyAsks();
  }

  @Override
  public boolean cancel(Termination read, Instant at) {
    throw nobodyAsks();
  }

  @Override
  public boolean advance(Termination read, Status next, Instant at) {
    throw nobodyAsks();
  }

  @Override
  public boolean noteExport(Termination read, String export) {
    throw nobodyAsks();
  }

  @Override
  public void done(Termination read, String receipt, Instant at) {
    throw nobodyAsks();
  }

  @Override
  public void read(String segment, Consumer<Termination> sink) {
    throw nobodyAsks();
  }

  @Override
  public void callOff(Termination read, Instant at) {
    throw nobodyAsks();
  }
}
