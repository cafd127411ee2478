package dev.lethe.ingest.origin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The countries of ISO 3166-1. Edges and registries have codes of their own for what they do not
/// know or tell no closer (`XX`, `T1`, `AP`).
final class CountryCodes {

  private static final Set<String> ALPHA_2 =
      Arrays.stream(Locale.getISOCountries()).collect(Collectors.toUnmodifiableSet());

  private CountryCodes() {}

  /// Whether a text is a country's alpha-2 code.
  static boolean isCountry(String code) {
    return ALPHA_2.contains(code);
  }
}
