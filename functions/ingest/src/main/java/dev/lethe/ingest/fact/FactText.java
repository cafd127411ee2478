package dev.lethe.ingest.fact;

import dev.lethe.shared.address.MaskedText;
import dev.lethe.shared.record.Dimension;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// Texts that apps choose and that are counted in clear: bounded, and never one that looks
/// personal.
final class FactText {

  /// The longest name that stays whole, in characters. Longer than any name a person gives an
  /// event.
  static final int LONGEST = 100;

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]@[^\\s@]");

  /// Seven digits and more, grouped as people write phone numbers (ITU-T E.123); any other long
  /// number is as likely to point at somebody.
  private static final Pattern PHONE = Pattern.compile("\\d(?:[\\s()./-]{0,3}\\d){6,}");

  /// Names that are ours: `(other)`, `(unknown)`, `(suppressed)`, `(screen)`.
  private static final Pattern RESERVED = Pattern.compile("\\(.*\\)");

  /// What takes no ink; and half characters (lone surrogates), which no encoding has.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\s]+");

  /// A version begins with a number and is short. It may have four numbers, as an address has.
  private static final Pattern VERSION =
      Pattern.compile("v?\\d{1,6}(?:[.+_ ()-]{1,2}[0-9A-Za-z]{1,12}){0,6}\\)?");

  private FactText() {}

  /// The text if it may be counted in clear, else [Dimension#OTHER].
  static String clear(String text) {
    var plain = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    return !plain.isEmpty() && plain.length() <= LONGEST && !looksPersonal(plain)
        ? plain
        : Dimension.OTHER;
  }

  /// Digits and signs of any script and width are looked at as ASCII's (Unicode's form KC).
  private static boolean looksPersonal(String plain) {
    var folded = Normalizer.normalize(plain, Normalizer.Form.NFKC);
    return EMAIL.matcher(folded).find()
        || PHONE.matcher(folded).find()
        || RESERVED.matcher(folded).matches()
        || MaskedText.holdsAddress(folded);
  }

  /// The text if it has the form of a version, else [Dimension#OTHER].
  static String version(String text) {
    var plain = text.strip();
    return VERSION.matcher(plain).matches() ? plain : Dimension.OTHER;
  }
}
