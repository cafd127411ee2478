package dev.lethe.control;

import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.registry.IssuedKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of applications and of customers.
public interface Keys {

  /// How many one application, or one customer, has at most.
  int MOST = 20;

  /// The keys that send an application's events, the oldest first.
  List<IssuedKey> ofApplication(String app);

  /// The keys that act for a customer, the oldest first.
  List<IssuedKey> ofCustomer(String customer);

  /// Enters a key.
  ///
  /// @param disclosed what is entered in the register of disclosures with it, both or not at all;
  ///   nothing if only its owner has seen it
  /// @return false if there are as many as may be, or whose it is has ended
  boolean add(IssuedKey key, @Nullable DisclosureEntry disclosed);

  /// Enters a key for another one, which grants nothing any more from a time on.
  ///
  /// @param disclosed as above
  /// @return false as above, or if the other is gone, or replaced already
  boolean replace(
      IssuedKey before, IssuedKey after, Instant until, @Nullable DisclosureEntry disclosed);

  /// Takes a key away: the next request finds none. One that is gone is no error.
  void revoke(IssuedKey key, Instant now);
}
