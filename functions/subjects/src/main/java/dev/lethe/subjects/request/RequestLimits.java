package dev.lethe.subjects.request;

import java.time.Duration;

/// How much one request of a subject may bring.
public final class RequestLimits {

  /// All fields at their bounds in ASCII, and room for other processors' extensions.
  public static final int BODY_BYTES = 128 * 1024;

  /// Our own fields nest five deep; the rest is for other processors' extensions.
  public static final int NESTING = 32;

  /// Identities of one subject, repeats included. Each takes several items of the 100 that one
  /// transaction of DynamoDB may have, and an erasure buries all at once
  /// (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html>).
  public static final int IDENTITIES = 20;

  /// Characters of an identity that is written raw: as many as events may have.
  public static final int IDENTITY_CHARACTERS = 1_000;

  /// Addresses that are called at each change.
  public static final int CALLBACKS = 5;

  /// Characters of such an address; longer ones are refused by servers, too.
  public static final int CALLBACK_CHARACTERS = 2_048;

  /// Attributes that one request corrects.
  public static final int CORRECTIONS = 50;

  /// Characters of an attribute's name.
  public static final int ATTRIBUTE_CHARACTERS = 100;

  /// Characters of an attribute's right value.
  public static final int VALUE_CHARACTERS = 1_000;

  /// Characters of what is one of a few words, a time or an id.
  public static final int WORD_CHARACTERS = 100;

  /// Characters of what the operator calls the case that it reads for.
  public static final int REFERENCE_CHARACTERS = 64;

  /// How far a customer's clock may be ahead of ours.
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private RequestLimits() {}
}
