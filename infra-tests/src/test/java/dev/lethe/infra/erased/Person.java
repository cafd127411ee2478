package dev.lethe.infra.erased;

import dev.lethe.ingest.request.Whose;
import dev.lethe.shared.vault.Identity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who uses an application, on devices of their own and perhaps on one that others use
/// too.
final class Person {

  /// What a person asks for.
  enum Fate {
    /// Nothing.
    STAYS,
    /// To be erased, and goes on.
    GOES,
    /// To be erased, and is silent until that is done: what there is of them is known exactly.
    GOES_QUIETLY,
    /// Not to be counted.
    OBJECTS,
    /// Not to be used.
    RESTRICTS;

    boolean isErased() {
      return this == GOES || this == GOES_QUIETLY;
    }
  }

  final App app;
  final @Nullable String user;
  final List<String> own;
  final @Nullable String shared;

  /// What they ask for at last.
  Fate fate = Fate.STAYS;

  /// What they asked for before; the same if nothing else.
  Fate before = Fate.STAYS;

  /// Whether they send something now.
  volatile boolean talks = true;

  Person(App app, @Nullable String user, List<String> own, @Nullable String shared) {
    this.app = app;
    this.user = user;
    this.own = List.copyOf(own);
    this.shared = shared;
  }

  /// Whom a request about them names.
  Whose named() {
    return user == null ? Whose.of(null, own.getFirst()) : Whose.of(user, null);
  }

  /// Whom such a request is about.
  List<Identity> identities() {
    return Stream.concat(
            user == null ? Stream.of() : Stream.of(Identity.of(Identity.Kind.USER, user)),
            own.stream().map(device -> Identity.of(Identity.Kind.DEVICE, device)))
        .toList();
  }

  boolean has(Fate one) {
    return fate == one || before == one;
  }

  /// Their identifiers, as they tell them.
  Stream<String> identifiers() {
    return Stream.concat(Stream.ofNullable(user), own.stream());
  }
}
