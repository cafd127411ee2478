package dev.lethe.infra.sdk;

import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.AliasMessage;
import com.segment.analytics.messages.GroupMessage;
import com.segment.analytics.messages.IdentifyMessage;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.MessageBuilder;
import com.segment.analytics.messages.PageMessage;
import com.segment.analytics.messages.ScreenMessage;
import com.segment.analytics.messages.TrackMessage;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Segment's library for Java, in this process.
public final class SegmentJavaSdk implements Sdk {

  @Override
  public List<String> send(Plan plan) {
    var deliveries = new Deliveries(plan.events().size());
    var analytics =
        Analytics.builder(plan.writeKey())
            .endpoint(plan.url())
            .flushQueueSize(50)
            .flushInterval(1, TimeUnit.SECONDS)
            .retries(1)
            .callback(
                new Callback() {
                  @Override
                  public void success(Message message) {
                    deliveries.delivered();
                  }

                  @Override
                  public void failure(Message message, Throwable cause) {
                    deliveries.failed(cause);
                  }
                })
            .build();
    try {
      plan.events().forEach(event -> analytics.enqueue(message(event)));
      analytics.flush();
      return deliveries.await();
    } finally {
      analytics.shutdown();
    }
  }

  private static MessageBuilder<?, ?> message(Plan.PlannedEvent event) {
    MessageBuilder<?, ?> message =
        switch (event.type()) {
          case "track" -> track(event);
          case "identify" -> IdentifyMessage.builder();
          case "screen" -> ScreenMessage.builder(Objects.requireNonNull(event.name()));
          case "page" -> PageMessage.builder(Objects.requireNonNull(event.name()));
          case "group" -> GroupMessage.builder(Objects.requireNonNull(event.groupId()));
          case "alias" -> AliasMessage.builder(Objects.requireNonNull(event.previousId()));
          default -> throw new IllegalArgumentException(event.type());
        };
    message.userId(event.userId());
    message.context(event.context());
    message.timestamp(Date.from(Instant.parse(event.timestamp())));
    return message;
  }

  private static TrackMessage.Builder track(Plan.PlannedEvent event) {
    var message = TrackMessage.builder(Objects.requireNonNull(event.event()));
    if (event.properties() != null) {
      message.properties(event.properties());
    }
    return message;
  }
}
