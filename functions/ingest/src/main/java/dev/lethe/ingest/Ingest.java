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
/// on the stream, one record per subject, with one that tells of the request.
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
      var refused =
          switch (e.reason()) {
            case MALFORMED -> new Outcome.Malformed(e.detail());
            case TOO_LARGE -> new Outcome.TooLarge(e.detail());
          };
      return request.key() == null ? refused : refuse(refused, request, request.key());
    }
    var key = request.key() == null ? batch.writeKey() : request.key();
    if (key == null) {
      return new Outcome.UnknownKey();
    }
    var whose = batch.whose();
    if (whose.size() > Limits.PAIRS) {
      var refused =
          new Outcome.TooLarge(
              "The request is about more than "
                  + Limits.PAIRS
                  + " pairs of userId and anonymousId. Send smaller batches.");
      return refuse(refused, request, key);
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

  /// Refuses a request for its body alone. It is counted if it is known whose it is.
  private Outcome refuse(Outcome.Refused why, SdkRequest request, ApiKey key) {
    try {
      var found = gate.view(key, Set.of());
      return found.isEmpty() || found.get().application().hasEnded(request.received())
          ? why
          : told(why, found.get(), request);
    } catch (KeysMissingException e) {
      return e.isTerminated() ? why : new Outcome.TryAgain();
    } catch (NotAcknowledgedException e) {
      return new Outcome.TryAgain();
    }
  }

  /// What an SDK asks before it sends.
  Outcome settings(ApiKey key, Instant now) {
    try {
      var found = gate.view(key, Set.of());
      if (found.isEmpty()) {
        return new Outcome.UnknownKey();
      }
      var application = found.get().application();
      if (application.hasEnded(now)) {
        return new Outcome.Terminated();
      }
      return application.isSuspended() ? new Outcome.Suspended() : new Outcome.Settings(key);
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
    // Whoever opts out is heard in any case: nobody asks them again.
    if (request.call() instanceof Call.Collection(var allowed)
        && !(allowed && view.application().isSuspended())) {
      var set = collection.set(allowed, batch.events().getFirst(), view, key, request.received());
      return set.isEmpty() ? set : Optional.of(told(set.get(), view, request));
    }
    if (view.application().isSuspended()) {
      return Optional.of(told(new Outcome.Suspended(), view, request));
    }
    var sorted = Sorted.of(batch, request, view);
    return switch (lives.ensure(
        view, key, sorted.owners(), sorted.together(), request.received())) {
      case Lives.Outcome.Changed() -> Optional.empty();
      case Lives.Outcome.TooMany() -> {
        var wait = NewSubjects.untilNextMinute(request.received());
        yield Optional.of(told(new Outcome.Throttled(wait), view, request));
      }
      case Lives.Outcome.Ready ready -> {
        var taken = new Outcome.Taken(sorted.rejected());
        var records = records(sorted, ready, view, batch, request);
        records.add(sorted.intake().toRecord(view.application(), request, taken));
        put(records, request);
        yield Optional.of(taken);
      }
    };
  }

  /// Tells of a request that brings nothing else to the stream.
  private Outcome told(Outcome outcome, View view, SdkRequest request)
      throws NotAcknowledgedException {
    put(List.of(new Intake().toRecord(view.application(), request, outcome)), request);
    return outcome;
  }

  private void put(List<LaneMessage> records, SdkRequest request) throws NotAcknowledgedException {
    stream.put(records, request.received().plus(PATIENCE));
  }

  private static List<LaneMessage> records(
      Sorted sorted, Lives.Outcome.Ready ready, View view, SdkBatch batch, SdkRequest request) {
    var maker =
        new RecordMaker(
            view.application(),
            view.keyring().featureKeys(),
            request.origin(),
            batch.ofAll(),
            request.received());
    var records = new ArrayList<LaneMessage>();
    sorted
        .taken()
        .forEach((admitted, admissions) ->
            records.addAll(maker.of(admitted, ready.of(admitted.owner()), admissions)));
    return records;
  }
}
