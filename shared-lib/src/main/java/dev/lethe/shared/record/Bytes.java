package dev.lethe.shared.record;

import java.util.Arrays;

/// Bytes that nobody changes. They are never shown as text: they may be personal.
public final class Bytes {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /// A copy of these bytes.
  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /// A copy, for those that need an array.
  public byte[] toArray() {
    return content.clone();
  }

  /// How many there are.
  public int length() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /// Shows how many there are.
  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
