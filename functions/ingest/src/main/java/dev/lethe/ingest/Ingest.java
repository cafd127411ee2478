package dev.lethe.ingest;

import dev.lethe.ingest.gate.Gate;
import dev.lethe.ingest.gate.KeysMissingException;
import dev.lethe.ingest.gate.Lives;
import dev.lethe.ingest.gate.NewSubjects;
import dev.lethe.ingest.gate.View;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.Call;
import dev.lethe.ingest.request.Limits;
import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.ingest.request.SdkBatch;
import dev.lethe.shared.record.LaneMessage;
import dev.lethe.shared.registry.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes a request: reads it, looks at once at all that decides about it, and puts what may be kept
/// on the stream, one record per subject.
final class Ingest {

  /// How long a request may try to reach the stream. SDKs wait 10 seconds and more for an answer.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// How often it is decided anew when subjects change in between.
  private static final int LOOKS = 5;

  private final BodyReader bodies;
  private final Gate gate;
  private final Lives lives;
  private final CollectionSwitch collection;
  private final EventStream stream;

  Ingest(
      BodyReader bodies, Gate gate, Lives lives, CollectionSwitch collection, EventStream stream) {
    this.bodies = bodies;
    this.gate = gate;
    this.lives = lives;
    this.collection = collection;
    this.stream = stream;
  }

  Outcome take(SdkRequest request) {
    SdkBatch batch;
    try {
      batch = bodies.read(request.call(), request.body().toArray());
    } catch (RefusedRequestException e) {
      return switch (e.reason()) {
        case MALFORMED -> new Outcome.Malformed(e.detail());
        case TOO_LARGE -> new Outcome.TooLarge(e.detail());
      };
    }
    var key = request.key() == null ? batch.writeKey() : request.key();
    if (key == null) {
      return new Outcome.UnknownKey();
    }
    var whose = batch.whose();
    if (whose.size() > Limits.PAIRS) {
      return new Outcome.TooLarge(
          "The request is about more than "
              + Limits.PAIRS
              + " pairs of userId and anonymousId. Send smaller batches.");
    }
    try {
      for (var look = 0; look < LOOKS; look++) {
        var outcome = decide(batch, request, key);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
    } catch (KeysMissingException e) {
      return withoutKeys(e);
    } catch (NotAcknowledgedException e) {
      return new Outcome.TryAgain();
    }
    return new Outcome.TryAgain();
  }

  /// What an SDK asks before it sends.
  Outcome settings(ApiKey key, Instant now) {
    try {
      var found = gate.view(key, Set.of());
      if (found.isEmpty()) {
        return new Outcome.UnknownKey();
      }
      return found.get().application().hasEnded(now)
          ? new Outcome.Terminated()
          : new Outcome.Settings(key);
    } catch (KeysMissingException e) {
      return withoutKeys(e);
    }
  }

  private static Outcome withoutKeys(KeysMissingException why) {
    return why.isTerminated() ? new Outcome.Terminated() : new Outcome.TryAgain();
  }

  /// What comes of a request under one view; nothing if subjects changed in between.
  private Optional<Outcome> decide(SdkBatch batch, SdkRequest request, ApiKey key)
      throws KeysMissingException, NotAcknowledgedException {
    var found = gate.view(key, batch.whose());
    if (found.isEmpty()) {
      return Optional.of(new Outcome.UnknownKey());
    }
    var view = found.get();
    if (view.application().hasEnded(request.received())) {
      return Optional.of(new Outcome.Terminated());
    }
    if (request.call() instanceof Call.Collection(var allowed)) {
      return collection.set(allowed, batch.events().getFirst(), view, key, request.received());
    }
    var sorted = Sorted.of(batch, request, view);
    return switch (lives.ensure(
        view, key, sorted.owners(), sorted.together(), request.received())) {
      case Lives.Outcome.Changed() -> Optional.empty();
      case Lives.Outcome.TooMany() ->
          Optional.of(new Outcome.Throttled(NewSubjects.untilNextMinute(request.received())));
      case Lives.Outcome.Ready ready -> {
        stream.put(records(sorted, ready, view, batch, request), request.received().plus(PATIENCE));
        yield Optional.of(new Outcome.Taken(sorted.rejected()));
      }
    };
  }

  private static List<LaneMessage> records(
      Sorted sorted, Lives.Outcome.Ready ready, View view, SdkBatch batch, SdkRequest request) {
    var maker =
        new RecordMaker(view.application(), request.origin(), batch.ofAll(), request.received());
    var records = new ArrayList<LaneMessage>();
    sorted
        .taken()
        .forEach((admitted, admissions) ->
            records.addAll(maker.of(admitted, ready.of(admitted.owner()), admissions)));
    sorted.intake().toRecord(view.application(), request.received()).ifPresent(records::add);
    return records;
  }
}
