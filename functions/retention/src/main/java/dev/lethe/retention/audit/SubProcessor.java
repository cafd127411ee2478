package dev.lethe.retention.audit;

import java.util.ArrayList;
import java.util.List;

/// Somebody else whom this deployment leaves data to, as it is configured.
///
/// @param name who
/// @param what does what
/// @param where in which region
record SubProcessor(String name, String what, String where) {

  private static final String AMAZON = "Amazon Web Services";
  private static final String WORLDWIDE = "worldwide";

  /// Those of a deployment.
  ///
  /// @param region that it runs in
  /// @param edge what stands before the API: the template's `EdgeMode`
  static List<SubProcessor> of(String region, String edge) {
    var all = new ArrayList<SubProcessor>();
    all.add(new SubProcessor(AMAZON, "runs the service and keeps all of its data", region));
    switch (edge) {
      case "cloudfront" ->
          all.add(new SubProcessor(AMAZON + ", CloudFront", "takes requests first", WORLDWIDE));
      case "akamai" ->
          all.add(new SubProcessor("Akamai Technologies", "takes requests first", WORLDWIDE));
      case "cloudflare" ->
          all.add(new SubProcessor("Cloudflare", "takes requests first", WORLDWIDE));
      default -> {
        // Requests come to the API itself.
      }
    }
    return List.copyOf(all);
  }
}
