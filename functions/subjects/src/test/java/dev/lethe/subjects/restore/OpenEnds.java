package dev.lethe.subjects.restore;

import dev.lethe.shared.termination.InMemoryTerminations;
import dev.lethe.shared.termination.OpenTerminations;
import dev.lethe.shared.termination.Termination;
import dev.lethe.shared.termination.Termination.Status;
import java.time.Instant;
import java.util.function.Consumer;

/// The open ones of a customer's terminations in memory.
record OpenEnds(InMemoryTerminations terminations, String customer) implements OpenTerminations {

  @Override
  public void read(String segment, Consumer<Termination> sink) {
    terminations.of(customer).stream()
        .filter(one -> one.status() != Status.CANCELLED && one.status() != Status.TERMINATED)
        .toList()
        .forEach(sink);
  }

  @Override
  public void callOff(Termination read, Instant at) {
    terminations.advance(read, Status.CANCELLED, at);
  }

  @Override
  public void renew(Termination lost) {
    throw new AssertionError("It is for who knows the gate.");
  }
}
