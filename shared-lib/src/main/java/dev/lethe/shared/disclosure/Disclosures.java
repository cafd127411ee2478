package dev.lethe.shared.disclosure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The register, to be read. Entries are written together with what they tell of.
@FunctionalInterface
public interface Disclosures {

  /// Disclosures of a customer, the latest first.
  ///
  /// @param limit how many at most
  /// @param after where the page before ended; nothing for the first
  Page of(String customer, int limit, @Nullable String after);

  /// Some entries.
  ///
  /// @param next where the next page begins; nothing if this is the last
  record Page(List<DisclosureEntry> entries, Optional<String> next) {

    public Page {
      entries = List.copyOf(entries);
    }
  }
}
