package dev.lethe.infra.simulation;

import dev.lethe.shared.record.Dimension;
import dev.lethe.shared.record.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A phone with an app on it: its SDK keeps what it has not been told to be taken.
final class Phone {

  private static final List<Duration> WRONG_BY =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(3),
          Duration.ofMinutes(-3),
          Duration.ofHours(5),
          Duration.ofHours(-5),
          Duration.ofHours(30),
          Duration.ofHours(-30),
          Duration.ofDays(4),
          Duration.ofDays(-4),
          Duration.ofDays(-12),
          Duration.ofDays(-40),
          Duration.ofDays(200),
          Duration.ofDays(1_100));

  private static final List<String> NAMES =
      List.of(
          "Played",
          "Application Opened",
          "Session Started",
          "Session Ended",
          "Offering Shown",
          "Offering Clicked",
          "Offering Dismissed",
          "Offering Completed",
          "Goal Reached",
          "(screen)",
          "Paused");

  private static final Duration A_DAY = Duration.ofDays(1);

  private final String anonymousId;
  private final Choices choices;
  private final boolean isApple;
  private final boolean tellsSentAt;
  private final List<Message> open = new ArrayList<>();
  private final List<Message> sent = new ArrayList<>();
  private Duration wrong;
  private String version = "1.0";
  private int sessions = 1;
  private @Nullable String user;

  Phone(String anonymousId, Choices choices) {
    this.anonymousId = anonymousId;
    this.choices = choices;
    this.isApple = choices.below(2) == 0;
    this.tellsSentAt = choices.below(4) < 3;
    this.wrong = choices.oneIn(2) ? choices.of(WRONG_BY) : Duration.ZERO;
  }

  String anonymousId() {
    return anonymousId;
  }

  /// What was not yet acknowledged.
  List<Message> open() {
    return open;
  }

  /// What was.
  List<Message> sent() {
    return sent;
  }

  boolean isWrongByDays() {
    return wrong.abs().compareTo(A_DAY) > 0;
  }

  /// What its clock shows.
  Instant shows(Instant now) {
    return now.plus(wrong);
  }

  Duration wrong() {
    return wrong;
  }

  /// What it says about when it sends; nothing if it does not.
  @Nullable Instant sentAt(Instant now) {
    return tellsSentAt ? shows(now) : null;
  }

  void acknowledge(List<Message> taken) {
    for (var message : taken) {
      if (open.remove(message)) {
        sent.add(message);
      }
    }
  }

  /// Somebody sets its clock, rightly or not.
  void setClock() {
    wrong = choices.below(2) == 0 ? Duration.ZERO : choices.of(WRONG_BY);
  }

  void signIn(String somebody) {
    user = somebody;
  }

  void signOut() {
    user = null;
  }

  void update() {
    version = "1.1";
  }

  void beginSession() {
    sessions++;
  }

  /// Makes an event.
  ///
  /// @param id like no other
  Message make(String id, Instant now) {
    var name = choices.of(NAMES);
    var isScreen = name.equals("(screen)");
    var context = context();
    var properties = properties(name);
    var message =
        new Message(
            id,
            this,
            user,
            isScreen ? EventType.SCREEN : EventType.TRACK,
            name,
            choices.oneIn(12) ? null : shows(now),
            now,
            wrong,
            choices.below(2) == 1 ? anonymousId + " session " + sessions : null,
            choices.below(3) == 1 ? 1_000L + choices.below(5_000) : null,
            !choices.oneIn(10),
            context,
            properties,
            values(name, properties));
    open.add(message);
    return message;
  }

  private Map<String, String> context() {
    var context = new LinkedHashMap<String, String>();
    context.put("device.type", isApple ? "ios" : "android");
    context.put("device.manufacturer", isApple ? "Apple" : "Google");
    context.put("device.model", isApple ? "iPhone17,1" : "Pixel 9");
    context.put("os.name", isApple ? "iOS" : "Android");
    context.put("app.version", version);
    if (isApple) {
      context.put("os.version", "26.1");
      context.put("timezone", "Europe/Berlin");
    }
    return context;
  }

  private Map<String, String> properties(String name) {
    var properties = new LinkedHashMap<String, String>();
    if (name.startsWith("Offering")) {
      properties.put("offering_id", choices.of(List.of("summer", "winter")));
      properties.put("content_type", "sale");
      if (isApple) {
        properties.put("offering_type", "video");
      }
    } else if (name.equals("Goal Reached")) {
      properties.put("goal", choices.of(List.of("bought", "shared")));
    }
    return properties;
  }

  /// What it should be counted by (`docs/events.md`, "What is counted in clear").
  private Map<Dimension, String> values(String name, Map<String, String> properties) {
    var values = new EnumMap<Dimension, String>(Dimension.class);
    values.put(Dimension.EVENT, name);
    values.put(Dimension.PLATFORM, isApple ? "ios" : "android");
    values.put(Dimension.DEVICE_TYPE, isApple ? "ios" : "android");
    values.put(Dimension.MANUFACTURER, isApple ? "Apple" : "Google");
    values.put(Dimension.MODEL, isApple ? "iPhone17,1" : "Pixel 9");
    values.put(Dimension.OS, isApple ? "iOS" : "Android");
    values.put(Dimension.APP_VERSION, version);
    if (isApple) {
      values.put(Dimension.OS_VERSION, "26.1");
      values.put(Dimension.TIME_ZONE, "Europe/Berlin");
    }
    put(values, Dimension.OFFERING, properties.get("offering_id"));
    put(values, Dimension.CONTENT_TYPE, properties.get("content_type"));
    put(values, Dimension.OFFERING_TYPE, properties.get("offering_type"));
    put(values, Dimension.GOAL, properties.get("goal"));
    return values;
  }

  private static void put(
      Map<Dimension, String> values, Dimension dimension, @Nullable String value) {
    if (value != null) {
      values.put(dimension, value);
    }
  }
}
