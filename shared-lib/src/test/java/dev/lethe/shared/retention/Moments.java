package dev.lethe.shared.retention;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Moments at which something may be over: most of them within a second of its end.
public final class Moments {

  private static final long LONGEST = Duration.ofDays(100).toMillis();

  private Moments() {}

  /// Moments about an end.
  ///
  /// @param end the first moment at which it is over
  public static Arbitrary<Instant> about(Instant end) {
    var near = Arbitraries.longs().between(-1_000, 1_000);
    var far = Arbitraries.longs().between(-LONGEST, LONGEST);
    return Arbitraries.oneOf(near, near, near, far).map(end::plusMillis);
  }
}
