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

  /// The body is not what the call takes.
  record Malformed(String detail) implements Outcome {}

  /// More than one request may bring.
  record TooLarge(String detail) implements Outcome {}

  /// No write key, or none of ours.
  record UnknownKey() implements Outcome {}

  /// Collection from a device is stopped, or allowed again.
  record Switched() implements Outcome {}

  /// What an SDK of ours is to know before it sends.
  record Settings(ApiKey key) implements Outcome {}

  /// The key brings too many new subjects; nothing of the request was taken.
  ///
  /// @param retryAfter when to send it again
  record Throttled(Duration retryAfter) implements Outcome {}

  /// Nothing is lost if the same request comes again.
  record TryAgain() implements Outcome {}
}
