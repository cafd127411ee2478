package dev.lethe.ingest;

import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.Vault;
import dev.lethe.ingest.origin.Origins;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.registry.ApiKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/// Ingest without API Gateway, wired with whatever lies behind it, for the simulation.
public final class Door {

  private final Origins origins;
  private final Ingest ingest;

  public <V extends Vault & NewSubjects> Door(
      Origins origins, Gate gate, V vault, SecureRandom random, EventStream stream) {
    this.origins = origins;
    this.ingest =
        new Ingest(
            new BodyReader(origins),
            gate,
            new Lives(vault, vault, random),
            new CollectionSwitch(vault, vault),
            stream);
  }

  /// What an SDK is told.
  ///
  /// @param isTaken whether it may forget what it sent
  /// @param rejected places in the batch of what was not taken
  public record Told(boolean isTaken, List<Integer> rejected) {}

  /// Takes a batch.
  ///
  /// @param address that it comes from
  public Told take(ApiKey key, String body, String address, Instant received) {
    var request =
        new SdkRequest(
            new Call.Batch(),
            key,
            Bytes.copyOf(body.getBytes(StandardCharsets.UTF_8)),
            origins.of(address),
            received);
    return switch (ingest.take(request)) {
      case Outcome.Taken(var rejected) ->
          new Told(true, rejected.stream().map(Outcome.Rejected::index).toList());
      case Outcome.TryAgain() -> new Told(false, List.of());
      case Outcome.Throttled ignored -> new Told(false, List.of());
      case Outcome unexpected -> throw new AssertionError(unexpected);
    };
  }
}
