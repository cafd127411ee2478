package dev.lethe.infra.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.segment.analytics.kotlin.core.Analytics;
import com.segment.analytics.kotlin.core.BaseEvent;
import com.segment.analytics.kotlin.core.Configuration;
import com.segment.analytics.kotlin.core.RequestFactory;
import com.segment.analytics.kotlin.core.Settings;
import com.segment.analytics.kotlin.core.Telemetry;
import com.segment.analytics.kotlin.core.compat.ConfigurationBuilder;
import com.segment.analytics.kotlin.core.platform.plugins.StartupQueue;
import com.segment.analytics.kotlin.core.utilities.InMemoryStorageProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kotlin.Unit;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.jvm.functions.Function1;
import kotlinx.serialization.json.Json;
import kotlinx.serialization.json.JsonElement;
import kotlinx.serialization.json.JsonObject;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// Segment's library for Kotlin, which Android apps have, in this process. It asks for its settings
/// first, then sends to `/v1/b`, and speaks HTTPS only.
public final class SegmentKotlinSdk implements Sdk {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FOR_BEGINNING = Duration.ofSeconds(15);
  private static final Duration BETWEEN_FLUSHES = Duration.ofMillis(500);

  /// How often the app is started, at most.
  private static final int STARTS = 4;

  private static final String NOT_MADE = "";
  private static final JsonMapper JSON = new JsonMapper();

  /// Mobile libraries have no `page`.
  @Override
  public Set<String> calls() {
    return Set.of("track", "identify", "screen", "group", "alias");
  }

  @Override
  public List<String> send(Plan plan) {
    var errors = new CopyOnWriteArrayList<String>();
    try (var front = new TlsFront(plan.url())) {
      var events = plan.events();
      for (int start = 0; start < STARTS && !events.isEmpty() && errors.isEmpty(); start++) {
        events = unsent(events, plan, front, errors);
      }
      if (!events.isEmpty() && errors.isEmpty()) {
        errors.add("The library waits for ever, however often it is started.");
      }
    }
    return List.copyOf(errors);
  }

  /// Starts the app and sends.
  ///
  /// @return the events that did not come, since the library waits for ever
  private static List<Plan.PlannedEvent> unsent(
      List<Plan.PlannedEvent> events, Plan plan, TlsFront front, List<String> errors) {
    var sent = Collections.synchronizedMap(new IdentityHashMap<Plan.PlannedEvent, String>());
    var before = front.messages().size();
    var analytics = begun(plan, front, errors);
    try {
      events.forEach(event -> call(analytics, event, sent));
      flush(analytics, before + events.size(), front, errors);
    } finally {
      analytics.shutdown();
    }
    var came = front.messages();
    return events.stream()
        .filter(event -> !came.contains(sent.getOrDefault(event, NOT_MADE)))
        .toList();
  }

  private static Configuration configuration(Plan plan, TlsFront front, List<String> errors) {
    // What it reports on itself would go to Segment, whatever its hosts are.
    Telemetry.INSTANCE.setEnable(false);
    var http =
        new OkHttpClient.Builder()
            .sslSocketFactory(front.tls().getSocketFactory(), front.trust())
            .build();
    var configuration =
        new ConfigurationBuilder(plan.writeKey())
            .setApplication("app")
            .setApiHost(front.host() + "/v1")
            .setCdnHost(front.host() + "/v1")
            .setRequestFactory(new RequestFactory(http))
            .setFlushAt(1_000)
            .build();
    configuration.setStorageProvider(new InMemoryStorageProvider());
    // What holds when the settings cannot be had. Without it events would then go to Segment.
    configuration.setDefaultSettings(settings(plan.writeKey(), front.host() + "/v1"));
    configuration.setErrorHandler(error -> {
      // It tells of every answer that is no success; events are lost only when it drops them.
      var told = String.valueOf(error);
      if (told.contains("dropped")) {
        errors.add(told);
      }
      return Unit.INSTANCE;
    });
    return configuration;
  }

  private static Settings settings(String writeKey, String apiHost) {
    var segment = Map.of("Segment.io", Map.of("apiKey", writeKey, "apiHost", apiHost));
    var none = json(Map.of());
    return new Settings(json(new HashMap<>(segment)), none, none, none, none, none, none);
  }

  /// A library that has begun, which it does in the background. It loses events that come while it
  /// hands on those that it kept until then; and if it hears that it may begin before it hears that
  /// it is to wait, it waits for ever (`StartupQueue.kt`): then the app is started again. It may
  /// hear so when some events are sent already: the app that is started again sends the others.
  private static Analytics begun(Plan plan, TlsFront front, List<String> errors) {
    var giveUp = Instant.now().plus(PATIENCE);
    while (true) {
      var analytics = new Analytics(configuration(plan, front, errors));
      var startAgain = Instant.now().plus(FOR_BEGINNING);
      while (!hasBegun(analytics) && Instant.now().isBefore(startAgain)) {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      if (hasBegun(analytics) || Instant.now().isAfter(giveUp)) {
        return analytics;
      }
      analytics.shutdown();
    }
  }

  private static boolean hasBegun(Analytics analytics) {
    var queue = analytics.find(JvmClassMappingKt.getKotlinClass(StartupQueue.class));
    try {
      var started = StartupQueue.class.getDeclaredField("started");
      started.setAccessible(true);
      return queue != null && ((AtomicBoolean) started.get(queue)).get();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The library's queue is another than it was.", e);
    }
  }

  /// Lets the library send until nothing is left, or it gave up and said so, or waits for ever.
  /// Events are on their way through it for a while before it counts them among what is to be sent.
  private static void flush(Analytics analytics, int events, TlsFront front, List<String> errors) {
    var giveUp = Instant.now().plus(PATIENCE);
    do {
      analytics.flush();
      LockSupport.parkNanos(BETWEEN_FLUSHES.toNanos());
    } while (((front.messages().size() < events && hasBegun(analytics))
            || !analytics.pendingUploads().isEmpty())
        && Instant.now().isBefore(giveUp));
    if (front.messages().size() < events && hasBegun(analytics)) {
      errors.add("The library did not send all events.");
    }
    if (!analytics.pendingUploads().isEmpty()) {
      errors.add("The library is still at it after a minute.");
    }
  }

  private static void call(
      Analytics analytics, Plan.PlannedEvent event, Map<Plan.PlannedEvent, String> sent) {
    Function1<BaseEvent, BaseEvent> enrich =
        made -> {
          sent.put(event, made.getMessageId());
          return enriched(made, event);
        };
    var none = json(Map.of());
    switch (event.type()) {
      case "track" ->
          analytics.track(
              Objects.requireNonNull(event.event()), json(orNone(event.properties())), enrich);
      case "identify" -> analytics.identify(event.userId(), none, enrich);
      case "screen" -> analytics.screen(Objects.requireNonNull(event.name()), none, "", enrich);
      case "group" -> analytics.group(Objects.requireNonNull(event.groupId()), none, enrich);
      case "alias" -> analytics.alias(event.userId(), enrich);
      default -> throw new IllegalArgumentException(event.type());
    }
  }

  private static Map<String, Object> orNone(@Nullable Map<String, Object> properties) {
    return properties == null ? Map.of() : properties;
  }

  /// The event as the plan wants it: of its user, at its time, on its device.
  private static BaseEvent enriched(BaseEvent made, Plan.PlannedEvent event) {
    made.setUserId(event.userId());
    made.setTimestamp(event.timestamp());
    Map<String, JsonElement> context = new HashMap<>(made.getContext());
    context.putAll(json(event.context()));
    made.setContext(new JsonObject(context));
    return made;
  }

  private static JsonObject json(Map<String, Object> fields) {
    try {
      return (JsonObject) Json.Default.parseToJsonElement(JSON.writeValueAsString(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
