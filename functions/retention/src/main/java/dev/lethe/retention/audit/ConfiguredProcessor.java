package dev.lethe.retention.audit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody else whom this deployment leaves data to, as it is configured.
///
/// @param name who
/// @param what does what
/// @param where in which region
record ConfiguredProcessor(String name, String what, String where) {

  private static final String AMAZON = "Amazon Web Services";
  private static final String WORLDWIDE = "worldwide";

  /// Those of a deployment.
  ///
  /// @param region that it runs in
  /// @param edge what stands before the API: the template's `EdgeMode`
  /// @param logs the host that redacted logs are shipped to; nothing if they are not
  static List<ConfiguredProcessor> of(String region, String edge, @Nullable String logs) {
    var all = new ArrayList<ConfiguredProcessor>();
    all.add(new ConfiguredProcessor(AMAZON, "runs the service and keeps all of its data", region));
    switch (edge) {
      case "cloudfront" ->
          all.add(
              new ConfiguredProcessor(AMAZON + ", CloudFront", "takes requests first", WORLDWIDE));
      case "akamai" ->
          all.add(
              new ConfiguredProcessor("Akamai Technologies", "takes requests first", WORLDWIDE));
      case "cloudflare" ->
          all.add(new ConfiguredProcessor("Cloudflare", "takes requests first", WORLDWIDE));
      default -> {
        // Requests come to the API itself.
      }
    }
    if (logs != null) {
      all.add(new ConfiguredProcessor(logs, "gets redacted logs", "where the register says"));
    }
    return List.copyOf(all);
  }
}
