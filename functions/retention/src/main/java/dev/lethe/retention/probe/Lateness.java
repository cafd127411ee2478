package dev.lethe.retention.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// How much later than at its end something may still be there, since whoever deletes it comes
/// later. What is there for longer than that is past its time.
public enum Lateness {
  /// DynamoDB's TTL ([a few
  /// days](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html)).
  DYNAMODB("3 days, in which DynamoDB deletes") {
    @Override
    Instant after(Instant end) {
      return end.plus(DAYS_OF_DYNAMODB);
    }
  },
  /// A lifecycle rule of S3 ([from the midnight after, UTC
  /// on](https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html)).
  S3("until midnight, UTC, and a day in which S3 deletes") {
    @Override
    Instant after(Instant end) {
      var midnight =
          LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC);
      return midnight.toInstant().plus(S3_DELETES_IN);
    }
  },
  /// `sweeping`, which comes every six hours and may take a quarter of one.
  SWEEPING("6 hours and 15 minutes, in which sweeping deletes") {
    @Override
    Instant after(Instant end) {
      return end.plus(SWEPT_IN);
    }
  };

  static final Duration DAYS_OF_DYNAMODB = Duration.ofDays(3);
  static final Duration S3_DELETES_IN = Duration.ofDays(1);
  static final Duration SWEPT_IN = Duration.ofMinutes(375);

  private final String words;

  Lateness(String words) {
    this.words = words;
  }

  /// From when on what should have ended is past its time.
  abstract Instant after(Instant end);

  /// How long it is.
  public String words() {
    return words;
  }
}
