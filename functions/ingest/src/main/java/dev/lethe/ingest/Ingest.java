package dev.lethe.ingest;

import dev.lethe.ingest.fact.FactJudge;
import dev.lethe.ingest.fact.Judgement;
import dev.lethe.ingest.request.BodyReader;
import dev.lethe.ingest.request.RefusedRequestException;
import dev.lethe.ingest.request.SdkBatch;
import dev.lethe.shared.record.Fact;
import dev.lethe.shared.record.Purpose;
import dev.lethe.shared.record.StreamRecord;
import dev.lethe.shared.registry.ApiKey;
import dev.lethe.shared.registry.Grant;
import dev.lethe.shared.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes a request: reads it, asks whose key it shows, and puts what may be kept on the stream, one
/// record per subject.
final class Ingest {

  /// How long a request may try to reach the stream. SDKs wait 10 seconds and more for an answer.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /// No subject has had a change of state yet.
  private static final long FIRST_STATE = 0;

  private static final int LABEL_BYTES = 128 / Byte.SIZE;

  private final BodyReader bodies;
  private final Registry registry;
  private final EventStream stream;
  private final RandomGenerator random;

  Ingest(BodyReader bodies, Registry registry, EventStream stream, RandomGenerator random) {
    this.bodies = bodies;
    this.registry = registry;
    this.stream = stream;
    this.random = random;
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
    var app = application(request.key() == null ? batch.writeKey() : request.key());
    return app == null ? new Outcome.UnknownKey() : take(app, batch, request);
  }

  private @Nullable String application(@Nullable ApiKey key) {
    return key != null && registry.grantOf(key).orElse(null) instanceof Grant.Write(var app)
        ? app
        : null;
  }

  private Outcome take(String app, SdkBatch batch, SdkRequest request) {
    var rejected = new ArrayList<Outcome.Rejected>();
    var factsBySubject = new LinkedHashMap<Subject, List<Fact>>();
    for (var index = 0; index < batch.events().size(); index++) {
      var event = batch.events().get(index);
      switch (FactJudge.judge(event, request.origin(), request.received())) {
        case Judgement.Taken(var fact) ->
            factsBySubject
                .computeIfAbsent(
                    new Subject(event.userId(), event.anonymousId()), unseen -> new ArrayList<>())
                .add(fact);
        case Judgement.Rejected(var why) ->
            rejected.add(new Outcome.Rejected(index, event.messageId(), why));
      }
    }
    try {
      stream.put(
          records(app, factsBySubject, request.received()), request.received().plus(PATIENCE));
    } catch (NotAcknowledgedException e) {
      return new Outcome.TryAgain();
    }
    return new Outcome.Taken(rejected);
  }

  /// Whom events are about, told apart within one request only.
  private record Subject(@Nullable String userId, @Nullable String anonymousId) {}

  private List<StreamRecord> records(
      String app, Map<Subject, List<Fact>> factsBySubject, Instant received) {
    return factsBySubject.values().stream()
        .map(facts ->
            new StreamRecord(
                app,
                freshLabel(),
                FIRST_STATE,
                received,
                EnumSet.allOf(Purpose.class),
                facts,
                null))
        .toList();
  }

  /// A label that nothing remembers: nobody can tell that two requests were about the same subject.
  private String freshLabel() {
    var bytes = new byte[LABEL_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
