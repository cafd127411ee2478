package dev.lethe.ingest.origin;

import dev.lethe.shared.address.AddressText;
import dev.lethe.shared.address.MaskedAddress;
import dev.lethe.shared.record.Dimension;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns an address into an [Origin] at once, so that nothing behind it can hold the address.
public final class Origins {

  private final Countries countries;

  public Origins(Countries countries) {
    this.countries = countries;
  }

  /// The origin of an address as text. What does not parse is dropped: nothing comes back.
  public @Nullable Origin of(String address) {
    return of(address, null);
  }

  /// The origin of an address whose country somebody knows who can be trusted; what is no country's
  /// code is looked up as if nobody did.
  @Nullable Origin of(String address, @Nullable String knownCountry) {
    return AddressText.parse(address)
        .map(parsed ->
            new Origin(
                MaskedAddress.of(parsed),
                Optional.ofNullable(knownCountry)
                    .filter(CountryCodes::isCountry)
                    .or(() -> countries.of(parsed))
                    .orElse(Dimension.UNKNOWN)))
        .orElse(null);
  }
}
