package dev.lethe.subjects.request;

import dev.lethe.shared.record.Bytes;
import dev.lethe.shared.record.Purpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What is kept of a request: nothing by which its subject can be found.
///
/// @param customer who asked
/// @param app the application whose subject it is about
/// @param id the customer's own for it
/// @param submitted when the subject asked the customer
/// @param purposes what an objection or a withdrawal is about
/// @param callbacks what is called at each change
/// @param fingerprint of the whole request, under the application's [RequestSecret]
/// @param timeline what became of it
/// @param steps what was done for it, each as [Step#text()] says it, and when for the first time
public record EnteredRequest(
    String customer,
    String app,
    UUID id,
    RequestType type,
    Regulation regulation,
    Instant submitted,
    Set<Purpose> purposes,
    List<URI> callbacks,
    Bytes fingerprint,
    Timeline timeline,
    Map<String, Instant> steps) {

  /// Longer than the 24 months of requirement T5.
  public static final Duration KEPT = Duration.ofDays(760);

  public EnteredRequest {
    purposes = Set.copyOf(purposes);
    callbacks = List.copyOf(callbacks);
    steps = Map.copyOf(steps);
  }

  /// What is kept of a request that was received now.
  ///
  /// @param app the application that was found to be the customer's
  public static EnteredRequest of(
      SubjectRequest request, String customer, String app, RequestSecret secret, Instant now) {
    return new EnteredRequest(
        customer,
        app,
        request.id(),
        request.type(),
        request.regulation(),
        request.submitted(),
        request.purposes(),
        request.callbacks(),
        secret.fingerprint(request),
        Timeline.received(now),
        Map.of(Step.of(Step.Kind.RECEIVED).text(), now));
  }

  /// The same with another timeline.
  public EnteredRequest with(Timeline later) {
    return new EnteredRequest(
        customer,
        app,
        id,
        type,
        regulation,
        submitted,
        purposes,
        callbacks,
        fingerprint,
        later,
        steps);
  }

  /// The same with one step more; of steps that are the same the first is kept.
  public EnteredRequest with(Step step, Instant at) {
    var more = new HashMap<>(steps);
    more.putIfAbsent(step.text(), at);
    return new EnteredRequest(
        customer,
        app,
        id,
        type,
        regulation,
        submitted,
        purposes,
        callbacks,
        fingerprint,
        timeline,
        more);
  }

  /// When it is kept no longer.
  public Instant expires() {
    return timeline.received().plus(KEPT);
  }

  /// When it is expected to be completed, or was.
  public Instant expectedCompletion(Instant now) {
    return timeline.expectedCompletion(type, submitted, now);
  }
}
