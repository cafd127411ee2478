package dev.lethe.ingest.request;

import dev.lethe.ingest.origin.Origin;
import dev.lethe.ingest.text.FactText;
import dev.lethe.shared.goals.Goals;
import dev.lethe.shared.record.EventType;
import dev.lethe.shared.vault.Identity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One event of a request, as its SDK told it. Texts are as they came, and may be personal.
///
/// @param type nothing if it is missing or unknown
/// @param name of a tracked event
/// @param whose whom it is about, as it says
/// @param identifierTooLong whether it names somebody by more than [Limits#IDENTIFIER_CHARACTERS];
///   `whose` is without it
/// @param previousId of an alias: what its user was known by before
/// @param time as text: `timestamp`, else RudderStack's `originalTimestamp`
/// @param sentAt when the SDK sent it, by the same clock, as text
/// @param bytes how long it was in the body
/// @param fields how many it has, at any depth
/// @param origin of the address in its context; nothing if it had none
/// @param allowsAnalytics false if its user consented to something, but not to analytics
/// @param context what its context told, filled up from its batch's
/// @param properties what facts are made of
/// @param content all of it that may be kept
public record SdkEvent(
    @Nullable EventType type,
    @Nullable String name,
    @Nullable String messageId,
    Whose whose,
    boolean identifierTooLong,
    @Nullable String previousId,
    @Nullable String time,
    @Nullable String sentAt,
    long bytes,
    int fields,
    @Nullable Origin origin,
    boolean allowsAnalytics,
    Map<ContextField, String> context,
    Map<PropertyField, String> properties,
    Content content) {

  public SdkEvent {
    context = Map.copyOf(context);
    properties = Map.copyOf(properties);
  }

  /// Whether it says that a goal was reached, by the name under which it would be counted.
  public boolean isGoal() {
    return type == EventType.TRACK && isGoal(name);
  }

  static boolean isGoal(@Nullable String name) {
    return name != null && Goals.isName(FactText.clear(name));
  }

  /// The user and the device that an alias joins: what the user was known by before is taken for an
  /// anonymous id. It never joins two users.
  public Optional<Whose> alias() {
    return type == EventType.ALIAS && previousId != null && whose.user() != null
        ? Optional.of(new Whose(whose.user(), Identity.of(Identity.Kind.DEVICE, previousId)))
        : Optional.empty();
  }
}
