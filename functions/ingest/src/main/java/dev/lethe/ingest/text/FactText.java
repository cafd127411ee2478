package dev.lethe.ingest.text;

import dev.lethe.shared.address.MaskedText;
import dev.lethe.shared.record.Dimension;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts that apps choose and that are counted in clear: bounded, and never one that looks
/// personal.
public final class FactText {

  /// The longest name that stays whole, in characters. Longer than any name a person gives an
  /// event.
  static final int LONGEST = 100;

  /// The longest text that is looked at, in characters: what is left out of it may have been
  /// blanks. Whatever is longer costs nothing, however many events a batch says it of.
  private static final int LONGEST_LOOKED_AT = 3 * LONGEST;

  /// With blanks around the sign only if a domain follows: `Meet @ noon` is none.
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@]@[^\\s@]|\\S\\s{0,3}@\\s{0,3}[^\\s@]+\\.\\p{L}");

  /// Seven digits and more, grouped by whatever is no letter, as people write phone numbers (ITU-T
  /// E.123); any other long number is as likely to point at somebody.
  private static final Pattern PHONE = Pattern.compile("\\d(?:[^\\p{L}\\d]{0,3}\\d){6,}");

  /// Names that are ours: `(other)`, `(unknown)`, `(suppressed)`, `(screen)`.
  private static final Pattern RESERVED = Pattern.compile("\\(.*\\)");

  /// What takes no room; and half characters (lone surrogates), which no encoding has. Taken out,
  /// so that nothing hides behind it.
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}&&[^\\s]]+");

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /// A character of ASCII as addresses of pages write it (RFC 3986, section 2.1): `%40`.
  private static final Pattern PERCENT_ENCODED = Pattern.compile("%([2-7][0-9A-Fa-f])");

  private static final int DECIMAL = 10;
  private static final int IDEOGRAPHIC_FULL_STOP = 0x3002;

  /// A version begins with a number and is short. It may have four numbers, as an address has.
  private static final Pattern VERSION =
      Pattern.compile("v?\\d{1,6}(?:[.+_ ()-]{1,2}[0-9A-Za-z]{1,12}){0,6}\\)?");

  private FactText() {}

  /// The text if it may be counted in clear, else [Dimension#OTHER].
  public static String clear(String text) {
    if (text.length() > LONGEST_LOOKED_AT) {
      return Dimension.OTHER;
    }
    var visible = INVISIBLE.matcher(text).replaceAll("");
    var plain = BLANKS.matcher(visible).replaceAll(" ").strip();
    return !plain.isEmpty() && plain.length() <= LONGEST && !looksPersonal(plain)
        ? plain
        : Dimension.OTHER;
  }

  private static boolean looksPersonal(String plain) {
    var folded = folded(plain);
    return EMAIL.matcher(folded).find()
        || PHONE.matcher(folded).find()
        || RESERVED.matcher(folded).matches()
        || MaskedText.holdsAddress(folded);
  }

  /// Digits and signs of any script and width as ASCII's.
  private static String folded(String plain) {
    var ascii = new StringBuilder();
    Normalizer.normalize(plain, Normalizer.Form.NFKC)
        .codePoints()
        .map(FactText::folded)
        .forEach(ascii::appendCodePoint);
    return PERCENT_ENCODED
        .matcher(ascii)
        .replaceAll(found ->
            Matcher.quoteReplacement(Character.toString(HexFormat.fromHexDigits(found.group(1)))));
  }

  /// Unicode's form KC leaves the digits of other scripts, and the full stop of Chinese and
  /// Japanese, as they are.
  private static int folded(int character) {
    if (Character.isDigit(character)) {
      return Character.forDigit(Character.digit(character, DECIMAL), DECIMAL);
    }
    return character == IDEOGRAPHIC_FULL_STOP ? '.' : character;
  }

  /// The text if it has the form of a version, else [Dimension#OTHER].
  public static String version(String text) {
    var plain = text.strip();
    return VERSION.matcher(plain).matches() ? plain : Dimension.OTHER;
  }
}
