package dev.lethe.subjects.request;

/// What is right about a subject, in place of what is kept (rectification). It is never shown as
/// text: it is personal.
///
/// @param attribute the attribute's name
/// @param value its right value
public record Correction(String attribute, Value value) {

  /// The right value of an attribute.
  public sealed interface Value {

    /// A text.
    record Text(String text) implements Value {}

    /// A number, as JSON wrote it.
    record Numeral(String digits) implements Value {}

    /// Yes or no.
    record Truth(boolean isTrue) implements Value {}

    /// The attribute is wrong altogether, and goes.
    record Removed() implements Value {}
  }

  @Override
  public String toString() {
    return "Correction[…]";
  }
}
