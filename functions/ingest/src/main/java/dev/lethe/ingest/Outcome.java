package dev.lethe.ingest;

import dev.lethe.ingest.fact.Rejection;
import dev.lethe.shared.registry.ApiKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of an SDK's request.
sealed interface Outcome {

  /// All of it is on the stream, but for events that are listed.
  record Taken(List<Rejected> rejected) implements Outcome {}

  /// One event that was not taken.
  ///
  /// @param index its place in the batch, from 0
  /// @param messageId as its SDK told it
  record Rejected(int index, @Nullable String messageId, Rejection why) {}

  /// Collection from a device is stopped, or allowed again.
  record Switched() implements Outcome {}

  /// What an SDK of ours is to know before it sends.
  record Settings(ApiKey key) implements Outcome {}

  /// Nothing of the request was taken.
  sealed interface Refused extends Outcome {

    /// What SDKs' users and operators know it by; it never changes its meaning.
    default String code() {
      return switch (this) {
        case Malformed ignored -> "malformed";
        case TooLarge ignored -> "too_large";
        case UnknownKey() -> "unknown_key";
        case UnknownPath() -> "not_found";
        case Terminated() -> "terminated";
        case Suspended() -> "suspended";
        case Throttled ignored -> "throttled";
        case TryAgain() -> "unavailable";
      };
    }
  }

  /// The body is not what the call takes.
  record Malformed(String detail) implements Refused {}

  /// More than one request may bring.
  record TooLarge(String detail) implements Refused {}

  /// No write key, or none of ours.
  record UnknownKey() implements Refused {}

  /// No call of the tracking API.
  record UnknownPath() implements Refused {}

  /// The application has ended, and takes nothing any more.
  record Terminated() implements Refused {}

  /// The operator has suspended whose application it is.
  record Suspended() implements Refused {}

  /// The key brings too many new subjects.
  ///
  /// @param retryAfter when to send it again
  record Throttled(Duration retryAfter) implements Refused {}

  /// Nothing is lost if the same request comes again.
  record TryAgain() implements Refused {}
}
