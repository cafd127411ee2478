package dev.lethe.subjects.callback;

import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestBook;
import dev.lethe.subjects.request.RequestStatus;
import dev.lethe.subjects.request.Step;
import dev.lethe.subjects.request.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tells one address of a request about one status. Each step may run twice, and be killed
/// anywhere: an address may be called twice, and is never told an earlier status after a later one.
public final class CallbackTelling {

  /// For how long a status waits for the one before it to be tried: longer than a call may take.
  static final Duration ONE_AFTER_THE_OTHER = Duration.ofMinutes(1);

  private final RequestBook book;
  private final CallbackText text;
  private final Caller caller;
  private final Clock clock;

  public CallbackTelling(RequestBook book, CallbackText text, Caller caller, Clock clock) {
    this.book = book;
    this.text = text;
    this.caller = caller;
    this.clock = clock;
  }

  /// What is told to whom.
  ///
  /// @param status that the request has, or had
  /// @param number of the address among the request's, from 1
  public record Message(String customer, UUID request, RequestStatus status, int number) {

    private Step step(Step.Kind kind) {
      return Step.of(kind, status, number);
    }
  }

  /// What came of a call.
  public enum Outcome {
    /// It was taken, now or before.
    TOLD,
    /// A later status was taken before, and is not to be covered by this one.
    OVERTAKEN
  }

  /// The numbers of the addresses that a request is told to.
  public List<Integer> numbers(String customer, UUID request) {
    return IntStream.rangeClosed(1, entered(customer, request).callbacks().size()).boxed().toList();
  }

  /// Calls an address, once.
  ///
  /// @throws NotTakenException if it did not take the status, or is not to be told yet
  public Outcome call(Message message) throws NotTakenException {
    var request = entered(message.customer(), message.request());
    var change = change(request, message.status());
    if (isNoted(request, message.step(Step.Kind.TOLD))) {
      return Outcome.TOLD;
    }
    if (later(request, change)
        .anyMatch(status -> isNoted(request, Step.of(Step.Kind.TOLD, status, message.number())))) {
      note(message, Step.Kind.NOT_TOLD);
      return Outcome.OVERTAKEN;
    }
    if (isEarly(request, change, message.number())) {
      throw new NotTakenException(NotTakenException.Reason.EARLY);
    }
    var to = request.callbacks().get(message.number() - 1);
    var body = text.body(request, change, to, clock.instant());
    caller.post(to, text.headers(body), body);
    note(message, Step.Kind.TOLD);
    return Outcome.TOLD;
  }

  /// Notes that an address took a status for as long as it was tried.
  public void giveUp(Message message) {
    if (!isNoted(entered(message.customer(), message.request()), message.step(Step.Kind.TOLD))) {
      note(message, Step.Kind.NOT_TOLD);
    }
  }

  private EnteredRequest entered(String customer, UUID request) {
    return book.find(customer, request)
        .orElseThrow(() -> new IllegalStateException("There is no such request."));
  }

  private static Timeline.Change change(EnteredRequest request, RequestStatus status) {
    return request.timeline().changes().stream()
        .filter(change -> change.status() == status)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The request was never that."));
  }

  private static Stream<RequestStatus> later(EnteredRequest request, Timeline.Change than) {
    var changes = request.timeline().changes();
    return changes.stream().skip(changes.indexOf(than) + 1L).map(Timeline.Change::status);
  }

  /// Whether the status before it may not have been tried yet.
  private boolean isEarly(EnteredRequest request, Timeline.Change change, int number) {
    var changes = request.timeline().changes();
    var place = changes.indexOf(change);
    if (place == 0) {
      return false;
    }
    var before = changes.get(place - 1);
    return clock.instant().isBefore(before.at().plus(ONE_AFTER_THE_OTHER))
        && Stream.of(Step.Kind.TOLD, Step.Kind.NOT_TOLD)
            .noneMatch(kind -> isNoted(request, Step.of(kind, before.status(), number)));
  }

  private static boolean isNoted(EnteredRequest request, Step step) {
    return request.steps().containsKey(step.text());
  }

  private void note(Message message, Step.Kind kind) {
    book.note(message.customer(), message.request(), message.step(kind), clock.instant());
  }
}
