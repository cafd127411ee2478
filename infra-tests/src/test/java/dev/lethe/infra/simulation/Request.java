package dev.lethe.infra.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A batch that an SDK sends: what it says, and when it came.
///
/// @param number like no other
/// @param sentAt what the phone's clock showed when it was sent; nothing if it does not tell
/// @param sent when it really was
/// @param wrong by how much the phone's clock was wrong then
/// @param received when it came
/// @param country where it came from
record Request(
    int number,
    Phone phone,
    List<Message> messages,
    @Nullable Instant sentAt,
    Instant sent,
    Duration wrong,
    Instant received,
    String country) {

  Request {
    messages = List.copyOf(messages);
  }

  String json() {
    var sentAtField = sentAt == null ? "" : "\"sentAt\":\"" + sentAt + "\",";
    return messages.stream()
        .map(Message::json)
        .collect(Collectors.joining(",", "{" + sentAtField + "\"batch\":[", "]}"));
  }

  /// Whether all its events are of one subject, whoever that is.
  boolean isOfOne() {
    return messages.stream().map(message -> Objects.toString(message.user())).distinct().count()
        == 1;
  }

  /// When an event happened by the gate's clock (`docs/events.md`, "Times").
  Instant corrected(Message message) {
    var raw = message.raw();
    if (raw == null) {
      return received;
    }
    var told = sentAt == null ? raw : received.minus(Duration.between(raw, sentAt));
    return told.isAfter(received) ? received : told;
  }

  @Override
  public String toString() {
    return "request " + number;
  }
}
