package dev.lethe.retention.audit;

import dev.lethe.retention.probe.Probe;
import dev.lethe.shared.disclosure.DisclosureEntry;
import dev.lethe.shared.processors.SubProcessor;
import dev.lethe.shared.registry.Application;
import dev.lethe.shared.registry.FeatureSwitch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that an audit says.
///
/// @param application as it is registered now
/// @param probe what was measured, of this application or of all together
/// @param features when features were switched, in the order of their times
/// @param requests the latest first
/// @param disclosures the latest first
/// @param configured who has data, as the deployment shows
/// @param logShipping the host that redacted logs are shipped to; nothing if they are not
/// @param registered who has data, as the operator says
/// @param issued when all of it was known
record Findings(
    Audit audit,
    Application application,
    Probe probe,
    List<FeatureSwitch> features,
    List<HandledRequest> requests,
    List<DisclosureEntry> disclosures,
    List<ConfiguredProcessor> configured,
    @Nullable String logShipping,
    List<SubProcessor> registered,
    Instant issued) {

  /// Of how many requests, and of how many disclosures, an audit tells; it says how many there are.
  static final int MOST = 1_000;

  Findings {
    features = List.copyOf(features);
    requests = List.copyOf(requests);
    disclosures = List.copyOf(disclosures);
    configured = List.copyOf(configured);
    registered = List.copyOf(registered);
  }
}
