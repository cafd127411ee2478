package dev.lethe.subjects.request.aws;

import dev.lethe.subjects.request.EnteredRequest;
import dev.lethe.subjects.request.Timeline;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a request's timeline is changed, and what goes with that, as expressions of DynamoDB's.
/// `:read` is the timeline that was read, for a condition; what else is to be set may follow the
/// expression, behind a comma.
///
/// @param expression names come before values
record TimelineChange(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  static TimelineChange of(EnteredRequest read, Timeline later) {
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    names.put("#status", RequestItem.STATUS);
    names.put("#timeline", RequestItem.TIMELINE);
    names.put("#watched", WatchAttributes.WATCHED);
    names.put("#since", WatchAttributes.SINCE);
    values.put(":status", RequestItem.word(later.status()));
    values.put(":read", RequestItem.timeline(read.timeline()));
    values.put(":later", RequestItem.timeline(later));
    var watched = WatchAttributes.of(read.type(), read.submitted(), later);
    if (watched.isEmpty()) {
      return new TimelineChange(
          "REMOVE #watched, #since SET #status = :status, #timeline = :later", names, values);
    }
    watched.get().forEach((name, value) -> values.put(":" + name, value));
    return new TimelineChange(
        "SET #watched = :watched, #since = :since, #status = :status, #timeline = :later",
        names,
        values);
  }
}
