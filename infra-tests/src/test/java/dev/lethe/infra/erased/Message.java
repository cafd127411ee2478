package dev.lethe.infra.erased;

import dev.lethe.shared.vault.Identity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An event that a person sends, once or again.
///
/// @param early whether it was sent before anybody asked for anything
record Message(
    Person person,
    @Nullable String user,
    @Nullable String device,
    String id,
    Instant time,
    String name,
    String platform,
    boolean early) {

  private static final List<String> NAMES = List.of("Read", "Shared", "Application Opened");
  private static final List<String> PLATFORMS = List.of("ios", "android", "tvos");
  private static final long LATEST = 3L * 24 * 60 * 60;

  /// What is counted of a call that tells attributes.
  private static final String IDENTIFY = "(identify)";

  /// Something that a person does; now, or it comes late.
  static Message of(Person person, boolean early, RandomGenerator random) {
    var devices = Stream.concat(person.own.stream(), Stream.ofNullable(person.shared)).toList();
    var device = devices.get(random.nextInt(devices.size()));
    // Nobody is logged in; on a device of several, it says nobody's.
    var isAnonymous = !device.equals(person.shared) && random.nextInt(3) == 0;
    return of(person, isAnonymous ? null : person.user, device, early, random);
  }

  /// The first that a person does on a device of their own: whoever is named later is known to use
  /// it.
  static Message first(Person person, String device, RandomGenerator random) {
    return of(person, person.user, device, true, random);
  }

  private static Message of(
      Person person, @Nullable String user, String device, boolean early, RandomGenerator random) {
    var isLate = random.nextInt(6) == 0;
    var isIdentify = random.nextInt(8) == 0;
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    return new Message(
        person,
        user,
        device,
        UUID.randomUUID().toString(),
        isLate ? now.minusSeconds(random.nextLong(1, LATEST)) : now,
        isIdentify ? IDENTIFY : NAMES.get(random.nextInt(NAMES.size())),
        PLATFORMS.get(random.nextInt(PLATFORMS.size())),
        early);
  }

  /// The form of the tracking API.
  Map<String, Object> event() {
    var event = new HashMap<String, Object>();
    var isIdentify = name.equals(IDENTIFY);
    event.put("type", isIdentify ? "identify" : "track");
    if (isIdentify) {
      event.put("traits", Map.of("email", (user == null ? device : user) + "@example.org"));
    } else {
      event.put("event", name);
      event.put("properties", Map.of("seen", id));
    }
    if (user != null) {
      event.put("userId", user);
    }
    if (device != null) {
      event.put("anonymousId", device);
    }
    event.put("messageId", id);
    event.put("timestamp", time.toString());
    event.put("context", Map.of("device", Map.of("type", platform)));
    return event;
  }

  /// Whose it is.
  Identity owner() {
    return user != null
        ? Identity.of(Identity.Kind.USER, user)
        : Identity.of(Identity.Kind.DEVICE, Objects.requireNonNull(device));
  }

  /// Everybody whom it names.
  Stream<Identity> named() {
    return Stream.concat(
        user == null ? Stream.of() : Stream.of(Identity.of(Identity.Kind.USER, user)),
        device == null ? Stream.of() : Stream.of(Identity.of(Identity.Kind.DEVICE, device)));
  }

  LocalDate day() {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
