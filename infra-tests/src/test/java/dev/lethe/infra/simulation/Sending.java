package dev.lethe.infra.simulation;

import dev.lethe.ingest.Door;
import dev.lethe.ingest.aws.KinesisEventStream;
import dev.lethe.ingest.origin.Origins;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// An SDK's request, from the phone to the stream and back.
final class Sending {

  /// Where requests come from, by country.
  private static final Map<String, String> ADDRESSES =
      Map.of("DE", "192.0.2.1", "FR", "198.51.100.1", "JP", "203.0.113.1");

  static final List<String> COUNTRIES = List.of("DE", "FR", "JP");

  private static final Origins ORIGINS =
      new Origins(address ->
          ADDRESSES.entrySet().stream()
              .filter(known -> known.getValue().equals(address.getHostAddress()))
              .map(Map.Entry::getKey)
              .findFirst());

  private final World world;
  private final Request request;

  Sending(World world, Request request) {
    this.world = world;
    this.request = request;
  }

  void run(Line line) {
    line.note(() -> "sends %s at %s".formatted(request.messages(), request.received()));
    Door.Told told;
    try {
      told =
          door(line)
              .take(
                  Vaults.KEY,
                  request.json(),
                  ADDRESSES.getOrDefault(request.country(), ""),
                  request.received());
    } catch (SimulatedFailure | IllegalStateException e) {
      line.note(() -> "fails: " + e.getMessage());
      return;
    }
    // The invocation may be ended before its answer is out, and the answer may be lost.
    line.actor().beforeCall(Trouble.WEIGHT);
    if (!told.isTaken() || line.trouble().strikes(8)) {
      line.note(() -> told.isTaken() ? "answer is lost" : "is asked to try again");
      return;
    }
    line.note(() -> "is acknowledged");
    told.rejected().forEach(index -> line.met(Incident.EVENTS_REJECTED));
    world.acknowledged(request, rejected(told));
  }

  private List<Message> rejected(Door.Told told) {
    return IntStream.range(0, request.messages().size())
        .filter(told.rejected()::contains)
        .mapToObj(request.messages()::get)
        .toList();
  }

  private Door door(Line line) {
    var vault = new LineToVault(world.vaults(), line, world.clock(), request.isOfOne());
    var stream =
        new KinesisEventStream(
            new PutRecords(world.stream(), line, request, world.clock()),
            "stream",
            world.clock(),
            time -> line.actor().beforeCall(Trouble.WEIGHT),
            new Random(request.number()));
    return new Door(ORIGINS, vault, vault, world.labels(), stream);
  }
}
