package dev.lethe.subjects.request.aws;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.RequestType;
import dev.lethe.subjects.request.Timeline;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What stands in a request's item for as long as it is watched, and is the key of the index
/// `watched`: why it is, and since when.
final class WatchAttributes {

  static final String INDEX = "watched";
  static final String WATCHED = "watched";
  static final String SINCE = "since";

  /// Its work is not done.
  static final String OPEN = "open";

  /// Its erasure is done, and not closed.
  static final String NOT_CLOSED = "not_closed";

  private WatchAttributes() {}

  /// What stands in the item of a request; nothing if nobody watches it.
  static Optional<Map<String, AttributeValue>> of(
      RequestType type, Instant submitted, Timeline timeline) {
    return switch (timeline.status()) {
      case PENDING, IN_PROGRESS -> Optional.of(attributes(OPEN, submitted));
      case COMPLETED ->
          type == RequestType.ERASURE
              ? Optional.of(attributes(NOT_CLOSED, timeline.changes().getLast().at()))
              : Optional.empty();
      case CANCELLED -> Optional.empty();
    };
  }

  private static Map<String, AttributeValue> attributes(String why, Instant since) {
    return Map.of(WATCHED, fromS(why), SINCE, fromS(text(since)));
  }

  /// A time, so that texts are in the order of the times: to the second.
  static String text(Instant time) {
    return Instant.ofEpochSecond(time.getEpochSecond()).toString();
  }

  /// Whether a request that was found is still watched for that reason.
  static boolean isStill(EnteredRequest request, String why) {
    return switch (request.timeline().status()) {
      case PENDING, IN_PROGRESS -> why.equals(OPEN);
      case COMPLETED -> why.equals(NOT_CLOSED) && !request.isClosed();
      case CANCELLED -> false;
    };
  }
}
